"""Makers for tests: what somebody said, as the feedback item that staff meet."""

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Mode
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.strategies.queries import priority_by_slug, theme_by_slug
from tests.planting import answer, area_called, begun, submitted

OFFICER = 1
CHANGE = "open.change"


def said(
    words: str,
    *,
    area: str = "liverpool",
    survey: str = "parents-and-carers",
    mode: Mode = Mode.STANDARD,
    key: str = CHANGE,
    cleared: bool = False,
    themes: tuple[str, ...] = (),
    priorities: tuple[str, ...] = (),
    others: dict[str, str] | None = None,
) -> int:
    """Someone sent these words as the answer to `key`; returns the item's id."""
    with transaction():
        response = submitted({**(others or {}), key: words}, area, survey, mode)
        rows = select(FeedbackItem).where(FeedbackItem.record_key == response.record_key)
        item = db.session.scalars(rows.where(FeedbackItem.words == words)).one()
        tag(item, area, themes, priorities)
        if cleared:
            feedback.clear(item=item, by=OFFICER, at=clock.now())
        return item.id


def tag(item: FeedbackItem, area: str, themes: tuple[str, ...], priorities: tuple[str, ...]) -> None:
    """Sort an item under themes and priorities by their slugs."""
    for slug in themes:
        feedback.tag(item=item, theme=theme_by_slug(slug), by=OFFICER, at=clock.now())
    for slug in priorities:
        priority = priority_by_slug(area_called(area), slug)
        feedback.tag(item=item, priority=priority, by=OFFICER, at=clock.now())


def half_said(words: str) -> None:
    """Someone wrote these words and has not sent the survey yet."""
    with transaction():
        answer(begun(), CHANGE, words=words)


def item(item_id: int) -> FeedbackItem:
    """The item as it stands in the database now."""
    db.session.expire_all()
    return db.session.get_one(FeedbackItem, item_id)
