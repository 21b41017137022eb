"""Every read of appeals, reports, ideas for topics, broken glass and wishes for the digest."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from portal.areas.models import Area
from portal.core.db import db
from portal.feedback.models import Desk, FeedbackItem, Tag
from portal.feedback.queries import is_visible
from portal.topics.asking_models import (
    Appeal,
    AppealState,
    CommentReport,
    DigestWish,
    IdeaState,
    TopicIdea,
)
from portal.topics.desk_queries import readable
from portal.topics.models import Space, Topic, TopicComment


class Queue(NamedTuple):
    """How many wait, and since when the oldest does (None: none waits)."""

    number: int
    oldest: date | None


def _with(item: Any) -> tuple[ExecutableOption, ...]:
    """Words with all that a receipt shows of them."""
    whole = joinedload(item)
    tags = whole.selectinload(FeedbackItem.tags).joinedload(Tag.theme)
    return (whole.selectinload(FeedbackItem.redactions), tags)


def appeal_on(decision_id: int) -> Appeal | None:
    """The appeal against a decision."""
    return db.session.scalar(select(Appeal).where(Appeal.decision_id == decision_id))


def appeals_on(comment_ids: Collection[int]) -> dict[int, list[Appeal]]:
    """The appeals of these comments, the oldest first, by comment."""
    rows = select(Appeal).where(Appeal.comment_id.in_(comment_ids)).options(*_with(Appeal.item))
    found: dict[int, list[Appeal]] = {}
    for appeal in db.session.scalars(rows.order_by(Appeal.id)):
        found.setdefault(appeal.comment_id, []).append(appeal)
    return found


def _appeals(area: Area, spaces: Collection[Space]) -> Select[Appeal]:
    rows = select(Appeal).join(Appeal.comment).join(TopicComment.item).join(TopicComment.topic)
    return rows.where(Appeal.area_id == area.id, Topic.space.in_(spaces), readable())


def appeals_waiting(area: Area, spaces: Collection[Space]) -> list[Appeal]:
    """The appeals that nobody has decided, the oldest first, with their comments."""
    rows = _appeals(area, spaces).where(Appeal.state == AppealState.WAITING)
    options = (
        joinedload(Appeal.decision),
        joinedload(Appeal.comment).joinedload(TopicComment.topic),
        joinedload(Appeal.comment).joinedload(TopicComment.item).selectinload(FeedbackItem.redactions),
    )
    return list(db.session.scalars(rows.options(*options).order_by(Appeal.asked_on, Appeal.id)))


def appeal_in(
    area: Area, spaces: Collection[Space], appeal_id: int, *, for_update: bool = False
) -> Appeal | None:
    """One appeal that a moderator of these spaces may read; `for_update`: held with its comment."""
    rows = _appeals(area, spaces).where(Appeal.id == appeal_id)
    if for_update:
        rows = rows.with_for_update(of=(TopicComment, Appeal)).execution_options(populate_existing=True)
    return db.session.scalar(rows)


def words_of_appeal(appeal: Appeal) -> FeedbackItem | None:
    """Why the author asks, where they said and it is not locked."""
    rows = select(FeedbackItem).where(FeedbackItem.id == appeal.item_id, is_visible(Desk.TOPICS))
    return db.session.scalar(rows.options(selectinload(FeedbackItem.redactions)))


def appeals_queue(area: Area, spaces: Collection[Space]) -> Queue:
    """How many appeals wait."""
    rows = _appeals(area, spaces).where(Appeal.state == AppealState.WAITING)
    number, oldest = db.session.execute(
        rows.with_only_columns(func.count(), func.min(Appeal.asked_on))
    ).one()
    return Queue(number, oldest)


def reports_open(comment_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """How many open reports of each kind there are on these comments."""
    rows = (
        select(CommentReport.comment_id, CommentReport.kind, func.count())
        .where(CommentReport.comment_id.in_(comment_ids), CommentReport.settled_at.is_(None))
        .group_by(CommentReport.comment_id, CommentReport.kind)
        .order_by(CommentReport.comment_id, CommentReport.kind)
    )
    found: dict[int, dict[str, int]] = {}
    for comment_id, kind, number in db.session.execute(rows):
        found.setdefault(comment_id, {})[kind] = number
    return found


def open_reports_on(comment_id: int) -> list[CommentReport]:
    """The reports on a comment that no moderator has looked at."""
    rows = select(CommentReport).where(
        CommentReport.comment_id == comment_id, CommentReport.settled_at.is_(None)
    )
    return list(db.session.scalars(rows.order_by(CommentReport.id)))


def reported(area: Area, spaces: Collection[Space], at_least: int) -> list[tuple[TopicComment, int]]:
    """The comments on the page with so many open reports or more, the most reported first."""
    number = func.count(CommentReport.id).label("reports")
    # few are reported, so they are found first, and the rest is asked of those alone
    told = (
        select(CommentReport.comment_id, number)
        .where(CommentReport.settled_at.is_(None))
        .group_by(CommentReport.comment_id)
        .having(number >= at_least)
        .subquery()
    )
    rows = (
        select(TopicComment.id, told.c.reports)
        .join(told, told.c.comment_id == TopicComment.id)
        .join(TopicComment.item)
        .join(TopicComment.topic)
        .where(
            TopicComment.area_id == area.id,
            Topic.space.in_(spaces),
            readable(),
        )
        .order_by(told.c.reports.desc(), TopicComment.id)
    )
    options = (
        joinedload(TopicComment.topic),
        selectinload(TopicComment.item).selectinload(FeedbackItem.redactions),
    )
    counts: dict[int, int] = dict(db.session.execute(rows).all())
    comments = select(TopicComment).where(TopicComment.id.in_(counts)).options(*options)
    by_id = {one.id: one for one in db.session.scalars(comments.order_by(TopicComment.id))}
    return [(by_id[comment_id], found) for comment_id, found in counts.items()]


def ideas_waiting(area: Area, spaces: Collection[Space]) -> list[TopicIdea]:
    """The ideas for topics that nobody has decided, the oldest first."""
    return list(db.session.scalars(_ideas(area, spaces).order_by(TopicIdea.sent_on, TopicIdea.id)))


def _ideas(area: Area, spaces: Collection[Space]) -> Select[TopicIdea]:
    rows = select(TopicIdea).join(TopicIdea.item)
    rows = rows.where(
        TopicIdea.area_id == area.id,
        TopicIdea.space.in_(spaces),
        TopicIdea.state == IdeaState.WAITING,
        is_visible(Desk.TOPICS),
    )
    return rows.options(joinedload(TopicIdea.item).selectinload(FeedbackItem.redactions))


def ideas_queue(area: Area, spaces: Collection[Space]) -> Queue:
    """How many ideas wait."""
    rows = (
        select(func.count(), func.min(TopicIdea.sent_on))
        .join(TopicIdea.item)
        .where(
            TopicIdea.area_id == area.id,
            TopicIdea.space.in_(spaces),
            TopicIdea.state == IdeaState.WAITING,
            is_visible(Desk.TOPICS),
        )
    )
    number, oldest = db.session.execute(rows).one()
    return Queue(number, oldest)


def idea_in(area: Area, spaces: Collection[Space], idea_id: int) -> TopicIdea | None:
    """One idea that waits and that a moderator of these spaces may read, held until the commit."""
    rows = _ideas(area, spaces).where(TopicIdea.id == idea_id)
    return db.session.scalar(rows)


def held_idea(idea_id: int) -> TopicIdea:
    """An idea read anew and held until the commit."""
    rows = select(TopicIdea).where(TopicIdea.id == idea_id).with_for_update()
    return db.session.scalars(rows.execution_options(populate_existing=True)).one()


def ideas_by_id(area: Area, idea_ids: Collection[int]) -> list[TopicIdea]:
    """These ideas of this area, with their words and topics."""
    rows = select(TopicIdea).where(TopicIdea.area_id == area.id, TopicIdea.id.in_(idea_ids))
    options = (*_with(TopicIdea.item), joinedload(TopicIdea.topic))
    return list(db.session.scalars(rows.options(*options).order_by(TopicIdea.id)))


def ideas_of_items(area: Area, item_ids: Collection[int]) -> list[TopicIdea]:
    """The ideas whose words these are."""
    rows = select(TopicIdea).where(TopicIdea.area_id == area.id, TopicIdea.item_id.in_(item_ids))
    return list(db.session.scalars(rows.options(joinedload(TopicIdea.topic)).order_by(TopicIdea.id)))


def idea_with_item(item_id: int) -> int | None:
    """The id of the idea whose words these are."""
    return db.session.scalar(select(TopicIdea.id).where(TopicIdea.item_id == item_id))


def comment_with_appeal(item_id: int) -> int | None:
    """The id of the comment on which an appeal has these words."""
    return db.session.scalar(select(Appeal.comment_id).where(Appeal.item_id == item_id))


def digest_wish(area: Area, person_id: int) -> DigestWish | None:
    """Whether a moderator wants the daily e-mail."""
    rows = select(DigestWish).where(DigestWish.area_id == area.id, DigestWish.person_id == person_id)
    return db.session.scalar(rows)


def digest_wishes() -> list[DigestWish]:
    """Everybody who wants the daily e-mail, in every area."""
    return list(db.session.scalars(select(DigestWish).order_by(DigestWish.id)))
