"""Every read of receipts, their acts and the notes on them."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from portal.areas.models import Area
from portal.core.db import db
from portal.feedback.models import FeedbackItem
from portal.receipts.models import Note, Receipt, ReceiptAct

# built once: it is asked for each response that is sent
ACT_ON = select(ReceiptAct).where(
    ReceiptAct.kind == bindparam("kind"), ReceiptAct.subject_id == bindparam("subject_id")
)


def receipt_by_hash(area_id: int, code_hash: str) -> Receipt | None:
    """The receipt of an area with this keyed hash."""
    rows = select(Receipt).where(Receipt.area_id == area_id, Receipt.code_hash == code_hash)
    return db.session.scalar(rows)


def receipt_by_id(area_id: int, receipt_id: int, *, for_update: bool = False) -> Receipt | None:
    """A receipt that was opened on this device before; `for_update` makes two changes wait in turn."""
    rows = select(Receipt).where(Receipt.area_id == area_id, Receipt.id == receipt_id)
    return db.session.scalar(rows.with_for_update() if for_update else rows)


def receipt_ids(area_id: int) -> list[int]:
    """Every receipt of an area."""
    return list(
        db.session.scalars(select(Receipt.id).where(Receipt.area_id == area_id).order_by(Receipt.id))
    )


def act_on(kind: str, subject_id: int) -> ReceiptAct | None:
    """The act with this subject, whichever receipt holds it."""
    return db.session.scalar(ACT_ON, {"kind": kind, "subject_id": subject_id})


def notes_on(item_ids: Collection[int]) -> dict[int, list[tuple[Note, FeedbackItem | None]]]:
    """The notes on these words with the answer to each, the oldest first, by item id."""
    answer = aliased(FeedbackItem)
    rows = (
        select(Note, answer)
        .outerjoin(answer, answer.id == Note.answer_id)
        .where(Note.item_id.in_(item_ids))
        .order_by(Note.written_at, Note.id)
    )
    found: dict[int, list[tuple[Note, FeedbackItem | None]]] = {}
    for note, item in db.session.execute(rows):
        found.setdefault(note.item_id, []).append((note, item))
    return found


def notes_by_id(note_ids: Collection[int]) -> dict[int, str]:
    """The words of these notes, by their ids."""
    rows = select(Note.id, Note.words).where(Note.id.in_(note_ids)).order_by(Note.id)
    return dict(db.session.execute(rows).all())


def note_of(area: Area, note_id: int) -> tuple[Note, FeedbackItem] | None:
    """One note with the words it is about, of this area."""
    rows = (
        select(Note, FeedbackItem)
        .join(FeedbackItem, FeedbackItem.id == Note.item_id)
        .where(Note.id == note_id, FeedbackItem.area_id == area.id)
    )
    found = db.session.execute(rows).first()
    return (found[0], found[1]) if found else None


def answers_to(item_ids: Collection[int]) -> list[FeedbackItem]:
    """What senders answered to the notes on these words."""
    rows = (
        select(FeedbackItem)
        .join(Note, Note.answer_id == FeedbackItem.id)
        .where(Note.item_id.in_(item_ids))
        .order_by(FeedbackItem.id)
    )
    return list(db.session.scalars(rows))
