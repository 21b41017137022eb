"""What families said that no promise answers yet, by theme: the most said and the oldest first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, String, case, cast, exists, func, select

from portal.areas.models import Area
from portal.board.answering import WORDS
from portal.board.models import Entry, Evidence
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.feedback.models import FeedbackItem, Stance, Tag
from portal.feedback.queries import is_visible
from portal.strategies.models import Theme


@dataclass(frozen=True)
class Unanswered:
    """One theme: how many comments no promise answers, how many of them say that it does not work, since
    when the oldest waits, and its promises."""

    slug: str
    label: str
    comments: int
    not_working: int
    oldest: date
    promises: int


def _answered() -> ColumnElement[bool]:
    return exists().where(Evidence.kind.in_(WORDS), Evidence.ref == cast(FeedbackItem.id, String))


def people_unanswered(area: Area) -> list[tuple[Theme, PeopleCount]]:
    """How many pieces of words under each theme no promise answers, in the themes' order: protected."""
    counted = people_count_columns(FeedbackItem.record_key)
    rows = (
        select(Theme, *counted)
        .join(Tag, Tag.theme_id == Theme.id)
        .join(FeedbackItem, FeedbackItem.id == Tag.item_id)
        .where(FeedbackItem.area_id == area.id, Tag.removed_at.is_(None), is_visible(), ~_answered())
        .group_by(Theme.id)
        .order_by(Theme.position, Theme.id)
    )
    return [(row[0], read_people_count(row)) for row in db.session.execute(rows)]


def unanswered_by_theme(area: Area, *, oldest_first: bool = False) -> list[Unanswered]:
    """The themes of an area with comments that stand beside no promise: one query.

    The most said first and of those the oldest, or the oldest first and of those the most said.
    Locked, unsent and withdrawn words are not counted: they drop out at once (rules.md).
    """
    promises = (
        select(func.count())
        .where(Entry.theme_id == Theme.id, Entry.area_id == area.id, Entry.published_on.is_not(None))
        .scalar_subquery()
    )
    comments = func.count(FeedbackItem.id)
    not_working = func.count(case((FeedbackItem.stance == Stance.DOES_NOT, 1)))
    oldest = func.min(FeedbackItem.received_on)
    order = (oldest, comments.desc()) if oldest_first else (comments.desc(), oldest)
    rows = (
        select(Theme.slug, Theme.label, comments, not_working, oldest, promises)
        .join(Tag, Tag.theme_id == Theme.id)
        .join(FeedbackItem, FeedbackItem.id == Tag.item_id)
        .where(FeedbackItem.area_id == area.id, Tag.removed_at.is_(None), is_visible(), ~_answered())
        .group_by(Theme.id, Theme.slug, Theme.label)
        .order_by(*order, Theme.id)
    )
    return [Unanswered(*row) for row in db.session.execute(rows)]
