"""What promises answer, read both ways: the evidence of a promise, and the promises of a piece of evidence.

Words that were taken back, refused or locked, and gaps that proved to be none, drop out of each read.
"""

from collections.abc import Collection

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.board.models import Entry, Evidence, EvidenceKind
from portal.core.db import db
from portal.feedback.models import FeedbackItem, Tag
from portal.feedback.queries import is_visible
from portal.local_offer.comments.models import Decision, OfferComment
from portal.local_offer.comments.queries import comments_of_items
from portal.local_offer.gaps.models import Gap
from portal.local_offer.gaps.queries import is_known

# both stand by the id of a feedback item
WORDS = (EvidenceKind.FEEDBACK, EvidenceKind.OFFER)
NUMBERED = (*WORDS, EvidenceKind.GAP, EvidenceKind.FINDING)


def _is_refused() -> ColumnElement[bool]:
    """Whether words are a comment on the Local Offer that was not published."""
    return exists().where(OfferComment.item_id == FeedbackItem.id, OfferComment.decision == Decision.NOT)


def stands() -> ColumnElement[bool]:
    """Whether a piece of evidence still holds: its words can be seen, its gap is one."""
    # other kinds hold an address here, which PostgreSQL would refuse to read as a number
    number = case((Evidence.kind.in_(NUMBERED), cast(Evidence.ref, BigInteger)))
    words = exists().where(FeedbackItem.id == number, is_visible(), ~_is_refused()).correlate(Evidence)
    gap = exists().where(Gap.id == number, is_known()).correlate(Evidence)
    return or_(
        Evidence.kind.not_in((*WORDS, EvidenceKind.GAP)),
        and_(Evidence.kind.in_(WORDS), words),
        and_(Evidence.kind == EvidenceKind.GAP, gap),
    )


def evidence_of(entry: Entry) -> list[Evidence]:
    """What a promise answers and what still holds, in the order in which it was added."""
    rows = select(Evidence).where(Evidence.entry_id == entry.id, stands())
    return list(db.session.scalars(rows.order_by(Evidence.id)))


def evidence_in(area: Area, evidence_id: int) -> Evidence | None:
    """One piece of evidence of this area, with its promise."""
    rows = select(Evidence).join(Evidence.entry).options(joinedload(Evidence.entry))
    return db.session.scalar(rows.where(Evidence.id == evidence_id, Entry.area_id == area.id))


def entries_answering(
    area: Area, kind: EvidenceKind, refs: Collection[str], *, published: bool = False
) -> dict[str, list[Entry]]:
    """The promises that answer these things, by their ref: one query, however many things.

    For words it is all one whether they stand there as a comment or as one on the Local Offer.
    """
    kinds = WORDS if kind in WORDS else (kind,)
    rows = select(Evidence.ref, Entry).join(Evidence.entry)
    rows = rows.where(Entry.area_id == area.id, Evidence.kind.in_(kinds), Evidence.ref.in_(refs))
    if published:
        rows = rows.where(Entry.published_on.is_not(None))
    rows = rows.options(selectinload(Entry.updates), selectinload(Entry.signings))
    found: dict[str, list[Entry]] = {}
    for ref, entry in db.session.execute(rows.order_by(Evidence.id)):
        found.setdefault(ref, []).append(entry)
    return found


def entries_by_criterion(area: Area) -> dict[str, set[int]]:
    """Which promises answer words that stand under each criterion, by its key: one query."""
    number = case((Evidence.kind == EvidenceKind.FEEDBACK, cast(Evidence.ref, BigInteger)))
    rows = select(Tag.criterion, Evidence.entry_id).distinct().join(Tag, Tag.item_id == number)
    rows = rows.join(Evidence.entry).where(Entry.area_id == area.id, stands())
    rows = rows.where(Tag.criterion.is_not(None), Tag.removed_at.is_(None))
    found: dict[str, set[int]] = {}
    for key, entry_id in db.session.execute(rows.order_by(Tag.criterion, Evidence.entry_id)):
        found.setdefault(str(key), set()).add(entry_id)
    return found


def answers_by_thing(area: Area) -> dict[str, list[Entry]]:
    """The promises beside each thing that is no single comment, by "kind:ref": one query."""
    rows = select(Evidence.kind, Evidence.ref, Entry).join(Evidence.entry)
    rows = rows.where(Entry.area_id == area.id, Evidence.kind.not_in(WORDS))
    found: dict[str, list[Entry]] = {}
    for kind, ref, entry in db.session.execute(rows.order_by(Evidence.id)):
        found.setdefault(f"{kind}:{ref}", []).append(entry)
    return found


def entries_without_evidence(area: Area) -> list[Entry]:
    """Promises that nothing stands beside any more, or never did."""
    rows = select(Entry).where(Entry.area_id == area.id)
    rows = rows.where(~exists().where(Evidence.entry_id == Entry.id, stands()))
    return list(db.session.scalars(rows.order_by(Entry.id)))


def kind_of_words(area: Area, item_id: int) -> EvidenceKind:
    """Whether words are a comment on the Local Offer, or any other."""
    return EvidenceKind.OFFER if comments_of_items(area, [item_id]) else EvidenceKind.FEEDBACK


def words_hold(item_id: int) -> bool:
    """Whether words may stand beside a promise: staff can see them, and they were not refused."""
    rows = select(FeedbackItem.id).where(FeedbackItem.id == item_id, is_visible(), ~_is_refused())
    return db.session.scalar(rows) is not None
