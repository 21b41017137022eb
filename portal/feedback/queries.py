"""Every read of feedback items; "visible" has one meaning, here."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, select

from portal.areas.models import Area
from portal.core.db import db
from portal.feedback.models import Desk, FeedbackItem, ItemState
from portal.safeguarding.models import LOCKING_LEVEL, Alert, AlertState


def _locking() -> tuple[ColumnElement[bool], ...]:
    """What an alert is that locks its words: one predicate."""
    return Alert.level >= LOCKING_LEVEL, Alert.state != AlertState.RELEASED


def is_unlocked() -> ColumnElement[bool]:
    """No locking alert, or every one released (rules.md, the life of a sentence)."""
    return ~exists().where(Alert.subject_id == FeedbackItem.id, *_locking())


def is_visible(desk: Desk = Desk.PARTNERSHIP) -> ColumnElement[bool]:
    """Sent, on this desk and not locked: what its staff, counts, files and feeds may hold.

    What lies on the topics' desk is the forum's, not the council's (rules.md, topics).
    """
    return _is_sent_to(desk) & is_unlocked()


def is_visible_among_many(desk: Desk = Desk.PARTNERSHIP) -> ColumnElement[bool]:
    """The same, said as one list of what is locked: for a count over nearly every item of an area.

    Asked of each of 200,000 items by itself, the question took longer than the count.
    """
    return _is_sent_to(desk) & is_unlocked_among_many()


def is_unlocked_among_many() -> ColumnElement[bool]:
    """Its second half, for a query that finds what is sent by a partial index (ON_THE_DESK)."""
    return FeedbackItem.id.not_in(select(Alert.subject_id).where(*_locking()))


def _is_sent_to(desk: Desk) -> ColumnElement[bool]:
    return (FeedbackItem.state != ItemState.UNSENT) & (FeedbackItem.desk == desk)


def visible_item(area: Area, item_id: int) -> FeedbackItem | None:
    """One item of this area that staff may see."""
    rows = select(FeedbackItem).where(
        FeedbackItem.id == item_id, FeedbackItem.area_id == area.id, is_visible()
    )
    return db.session.scalar(rows)


def any_item(area: Area, item_id: int) -> FeedbackItem | None:
    """One item of this area, whether staff may see it or not: only to put it before the lead."""
    rows = select(FeedbackItem).where(FeedbackItem.id == item_id, FeedbackItem.area_id == area.id)
    return db.session.scalar(rows)


def locked_ids(item_ids: list[int]) -> set[int]:
    """Which of these items are locked now."""
    rows = select(FeedbackItem.id).where(FeedbackItem.id.in_(item_ids), ~is_unlocked())
    return set(db.session.scalars(rows))


def may_be_quoted(item_ids: Collection[int]) -> set[int]:
    """Which of these items staff may see and their senders permit to quote: asked anew each time."""
    rows = select(FeedbackItem.id).where(
        FeedbackItem.id.in_(item_ids), FeedbackItem.may_quote.is_(True), is_visible()
    )
    return set(db.session.scalars(rows))
