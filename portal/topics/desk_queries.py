"""Every read of the moderation desk; a comment before the safeguarding lead is never in it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.feedback.models import Desk, FeedbackItem
from portal.feedback.queries import is_visible
from portal.topics.models import (
    UNDECIDED,
    CommentState,
    Decision,
    Space,
    Topic,
    TopicComment,
)

OTHERS_LOOKED_AT = 300


class Waiting(NamedTuple):
    """How many wait in a state, and the day on which the oldest came (None: none waits)."""

    comments: int
    oldest: date | None


def readable() -> ColumnElement[bool]:
    """What a moderator may read: not locked, and on their desk or handed on by them."""
    handed_on = (TopicComment.state == CommentState.PRIVATE) & is_visible(Desk.PARTNERSHIP)
    return is_visible(Desk.TOPICS) | handed_on


def on_desk(
    area: Area, spaces: Collection[Space], states: Collection[CommentState] = tuple(CommentState)
) -> Select[TopicComment]:
    """The comments of these spaces that moderators may read: sent, not locked, and still theirs.

    With states that are all the desk's own the question is simpler, and asked of thousands it is quick.
    """
    rows = select(TopicComment).join(TopicComment.item).join(TopicComment.topic)
    return rows.where(
        TopicComment.area_id == area.id,
        # said twice, so that the index of the desk is used
        Topic.area_id == area.id,
        Topic.space.in_(spaces),
        TopicComment.state.in_(states),
        readable() if CommentState.PRIVATE in states else is_visible(Desk.TOPICS),
    )


def _with_all(rows: Select[TopicComment]) -> Select[TopicComment]:
    return rows.options(
        contains_eager(TopicComment.topic),
        contains_eager(TopicComment.item).selectinload(FeedbackItem.redactions),
        selectinload(TopicComment.decisions),
    )


def comments_in(
    area: Area,
    spaces: Collection[Space],
    states: Collection[CommentState],
    number: int,
    total: int | None = None,
) -> Page[TopicComment]:
    """One page of the comments in these states, the oldest first; `total` where it is known."""
    ids = on_desk(area, spaces, states).with_only_columns(TopicComment.id)
    page = page_of(ids.order_by(TopicComment.sent_on, TopicComment.id), number, total=total)
    rows = select(TopicComment).join(TopicComment.item).join(TopicComment.topic)
    rows = _with_all(rows).where(TopicComment.id.in_(page.rows))
    found = db.session.scalars(rows.order_by(TopicComment.sent_on, TopicComment.id))
    return Page(list(found), page.number, page.size, page.total)


def waiting(area: Area, spaces: Collection[Space]) -> dict[CommentState, Waiting]:
    """How many nobody has decided, by state, and since when the oldest waits: one query."""
    rows = on_desk(area, spaces, UNDECIDED).with_only_columns(
        TopicComment.state, func.count(), func.min(TopicComment.sent_on)
    )
    found = db.session.execute(rows.group_by(TopicComment.state))
    return {CommentState(state): Waiting(number, oldest) for state, number, oldest in found}


def comment_on_desk(area: Area, spaces: Collection[Space], comment_id: int) -> TopicComment | None:
    """One comment that a moderator of these spaces may read."""
    return db.session.scalar(_with_all(on_desk(area, spaces)).where(TopicComment.id == comment_id))


def held_comment(area: Area, spaces: Collection[Space], comment_id: int) -> TopicComment | None:
    """The same, held until the commit, so that of two who decide one waits and sees what the other did."""
    rows = _with_all(on_desk(area, spaces)).where(TopicComment.id == comment_id)
    held = rows.with_for_update(of=TopicComment).execution_options(populate_existing=True)
    return db.session.scalar(held)


def next_waiting(area: Area, spaces: Collection[Space], by: int, at: datetime) -> TopicComment | None:
    """The oldest comment that nobody else is reading now."""
    free = or_(
        TopicComment.claimed_until.is_(None),
        TopicComment.claimed_until <= at,
        TopicComment.claimed_by == by,
    )
    rows = on_desk(area, spaces, [CommentState.WAITING]).where(free)
    return db.session.scalar(_with_all(rows).order_by(TopicComment.sent_on, TopicComment.id).limit(1))


def numbers_of(topics: Collection[Topic]) -> dict[int, dict[CommentState, int]]:
    """How many comments of each topic are in each state, locked ones left out: numbers for staff."""
    rows = (
        select(TopicComment.topic_id, TopicComment.state, func.count())
        .join(TopicComment.item)
        .where(TopicComment.topic_id.in_([topic.id for topic in topics]), is_visible(Desk.TOPICS))
        .group_by(TopicComment.topic_id, TopicComment.state)
    )
    found: dict[int, dict[CommentState, int]] = {}
    for topic_id, state, number in db.session.execute(rows):
        found.setdefault(topic_id, {})[CommentState(state)] = number
    return found


def oldest_waiting(topic: Topic) -> date | None:
    """Since when the oldest undecided comment of a topic waits."""
    rows = (
        select(func.min(TopicComment.sent_on))
        .join(TopicComment.item)
        .where(
            TopicComment.topic_id == topic.id, TopicComment.state.in_(UNDECIDED), is_visible(Desk.TOPICS)
        )
    )
    return db.session.scalar(rows)


def decisions_of_batch(area: Area, spaces: Collection[Space], batch: int) -> list[Decision]:
    """The decisions that were made in one go, held until the commit."""
    rows = (
        select(Decision)
        .join(Decision.comment)
        .join(TopicComment.topic)
        .where(Decision.batch == batch, TopicComment.area_id == area.id, Topic.space.in_(spaces))
        .options(contains_eager(Decision.comment))
        .with_for_update(of=TopicComment)
    )
    return list(db.session.scalars(rows.order_by(Decision.id)))


def others_on(comment: TopicComment) -> list[TopicComment]:
    """Other comments on the same topic that the desk may read, the newest first: to find doubles."""
    rows = (
        select(TopicComment)
        .join(TopicComment.item)
        .where(
            TopicComment.topic_id == comment.topic_id,
            TopicComment.id != comment.id,
            is_visible(Desk.TOPICS),
        )
        .options(joinedload(TopicComment.item).selectinload(FeedbackItem.redactions))
    )
    return list(db.session.scalars(rows.order_by(TopicComment.id.desc()).limit(OTHERS_LOOKED_AT)))
