"""Every write of receipts: make a code, gather acts, take an act away, note what was seen."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, update

from portal.areas.models import Area
from portal.codes.words import hash_code, make_words
from portal.core import clock, keys
from portal.core.db import db
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.core.rows import insert_row
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.receipts.models import Receipt, ReceiptAct
from portal.receipts.queries import act_on, answers_to

WORDS = 5
LONGEST_TITLE = 200


def code_hash(area: Area, words: tuple[str, ...]) -> str:
    """What is kept of a code: a keyed hash that also holds the area, so that no two areas share one."""
    secret = keys.derive(secret_key(), "receipts")
    return hash_code(words, secret=secret, purpose=f"receipt {area.slug}").hex()


def new_code() -> tuple[str, ...]:
    """Five easy words by chance, which open nothing until `give_receipt` gets them."""
    return make_words(WORDS)


def give_receipt(
    *, area: Area, kind: str, subject_id: int, words: tuple[str, ...], at: datetime
) -> Receipt | None:
    """Make a receipt for an act under a code (new_code), whose words are not kept here.

    None when the act has a receipt already.
    """
    if act_on(kind, subject_id) is not None:
        return None
    receipt = Receipt(area_id=area.id, code_hash=code_hash(area, words), made_on=clock.local(at).date())
    insert_row(receipt)
    insert_row(ReceiptAct(receipt_id=receipt.id, kind=kind, subject_id=subject_id))
    return receipt


def join_receipts(*, into: Receipt, other: Receipt) -> None:
    """Put everything on one code: the acts of `other` go to `into`, and its own code ends.

    Refuses to join a receipt to itself, and receipts of two areas.
    """
    if into.id == other.id:
        raise RuleBroken("That is the code you are using now.", "code", status=422)
    if into.area_id != other.area_id:
        raise RuleBroken("These two codes are not of the same area.", "code", status=422)
    moved = update(ReceiptAct).where(ReceiptAct.receipt_id == other.id).values(receipt_id=into.id)
    db.session.execute(moved.execution_options(synchronize_session=False))
    into.seen, into.seen_before = other.seen | into.seen, other.seen_before | into.seen_before
    db.session.flush()
    # read anew: what it held has moved
    db.session.refresh(other)
    db.session.delete(other)
    db.session.flush()
    db.session.expire(into)


def drop_act(*, kind: str, subject_id: int) -> None:
    """The act has gone: nothing joins the receipt to it any more."""
    act = act_on(kind, subject_id)
    if act is not None:
        db.session.delete(act)
        db.session.flush()


def withdraw_act(*, act: ReceiptAct, title: str, at: datetime) -> int:
    """The holder takes an act back: its day and name stay on the receipt, its link goes.

    Returns the id of the row it pointed to, for the feature to delete. Refuses one taken back already.
    """
    subject_id = act.subject_id
    if subject_id is None:
        raise RuleBroken("You have taken these back already.")
    act.subject_id, act.withdrawn_on = None, clock.local(at).date()
    act.title = title[:LONGEST_TITLE]
    db.session.flush()
    return subject_id


def note_looked(*, receipt: Receipt, marks: dict[str, str]) -> None:
    """The page is opened with its code, or its holder says "I have seen this".

    From now on what stood at the time before counts as seen; what is shown now does at the next time.
    """
    receipt.seen_before, receipt.seen = dict(receipt.seen), dict(marks)


def note_seen(*, receipt: Receipt, marks: dict[str, str]) -> None:
    """The holder has seen everything that is shown now."""
    receipt.seen_before = receipt.seen = dict(marks)


def permit_quotes(*, items: Collection[FeedbackItem], allowed: bool) -> None:
    """The sender says whether these words may be quoted; no audit row, for it is a family's act."""
    for item in items:
        feedback.permit_quote(item=item, allowed=allowed)


def forget_words(*, item: FeedbackItem) -> None:
    """Words that are taken back take the notes on them, and the answers to those, with them."""
    for answer in answers_to([item.id]):
        feedback.forget(item=answer)
    feedback.forget(item=item)


def forget_receipts(*, ids: Collection[int]) -> None:
    """Receipts that hold nothing any more go, with the days on which acts were taken back."""
    db.session.execute(delete(ReceiptAct).where(ReceiptAct.receipt_id.in_(ids)))
    db.session.execute(delete(Receipt).where(Receipt.id.in_(ids)))
