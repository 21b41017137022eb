"""Every read of topics and of the comments that everyone may see."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.core.vocabulary import Channel
from portal.feedback.models import Desk, FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.topics.models import CommentState, Decision, Space, Standing, Topic, TopicComment, TopicState

COMMENTS_A_PAGE = 25


def public_topics(area: Area, at: datetime) -> list[Topic]:
    """The topics that everyone may open: open ones by when they close, then the latest to close."""
    rows = select(Topic).where(Topic.area_id == area.id, Topic.state != TopicState.DRAFT)
    is_open = (Topic.state == TopicState.OPEN) & (Topic.closes_at > at)
    put_away = case((Topic.state == TopicState.ARCHIVED, 1), else_=0)
    topics = list(db.session.scalars(rows.order_by(put_away, Topic.closes_at.desc(), Topic.id.desc())))
    still = db.session.scalars(select(Topic.id).where(Topic.area_id == area.id, is_open)).all()
    first = sorted((one for one in topics if one.id in still), key=lambda one: (one.closes_at, one.id))
    return first + [one for one in topics if one.id not in still]


def public_topic(area: Area, slug: str) -> Topic | None:
    """One topic that everyone may open."""
    rows = select(Topic).where(
        Topic.area_id == area.id, Topic.slug == slug, Topic.state != TopicState.DRAFT
    )
    return db.session.scalar(rows.options(selectinload(Topic.priorities), selectinload(Topic.themes)))


def topic_in(area: Area, topic_id: int) -> Topic | None:
    """One topic of this area, drafts too."""
    rows = select(Topic).where(Topic.area_id == area.id, Topic.id == topic_id)
    return db.session.scalar(rows.options(selectinload(Topic.priorities), selectinload(Topic.themes)))


def held_topic(topic_id: int) -> Topic:
    """A topic read anew and held until the commit, so that of two who change it one waits and sees."""
    rows = select(Topic).where(Topic.id == topic_id).with_for_update()
    return db.session.scalars(rows.execution_options(populate_existing=True)).one()


def topics_of(area: Area, spaces: Collection[Space] = tuple(Space)) -> list[Topic]:
    """Every topic of these spaces, the newest first."""
    rows = select(Topic).where(Topic.area_id == area.id, Topic.space.in_(spaces))
    return list(db.session.scalars(rows.order_by(Topic.id.desc())))


def is_published() -> ColumnElement[bool]:
    """Approved, its words cleared by a person, and not locked: what everyone may see."""
    return (
        (TopicComment.state == CommentState.PUBLISHED)
        & (FeedbackItem.state == ItemState.CLEARED)
        & is_visible(Desk.TOPICS)
    )


def _published(topic: Topic) -> Select[TopicComment]:
    rows = select(TopicComment).join(TopicComment.item)
    return rows.where(TopicComment.topic_id == topic.id, is_published())


def published_comments(topic: Topic, number: int) -> Page[TopicComment]:
    """One page of what everyone may see of a topic, the newest first."""
    rows = _published(topic).options(
        contains_eager(TopicComment.item).selectinload(FeedbackItem.redactions)
    )
    return page_of(rows.order_by(TopicComment.id.desc()), number, size=COMMENTS_A_PAGE)


def published_comment(area: Area, comment_id: int) -> TopicComment | None:
    """One comment that everyone may see, with its topic."""
    rows = select(TopicComment).join(TopicComment.item)
    rows = rows.where(TopicComment.area_id == area.id, TopicComment.id == comment_id, is_published())
    return db.session.scalar(rows.options(joinedload(TopicComment.topic)))


def published_counts(topic_ids: Collection[int]) -> dict[int, int]:
    """How many comments stand on the page of each topic."""
    rows = (
        select(TopicComment.topic_id, func.count())
        .join(TopicComment.item)
        .where(TopicComment.topic_id.in_(topic_ids), is_published())
        .group_by(TopicComment.topic_id)
    )
    return dict(db.session.execute(rows).all())


def published_by_channel(topic_ids: Collection[int]) -> dict[tuple[int, Channel], int]:
    """How many comments stand on the page of each topic, by the channel by which they came."""
    rows = (
        select(TopicComment.topic_id, FeedbackItem.channel, func.count())
        .join(TopicComment.item)
        .where(TopicComment.topic_id.in_(topic_ids), is_published())
        .group_by(TopicComment.topic_id, FeedbackItem.channel)
        .order_by(TopicComment.topic_id, FeedbackItem.channel)
    )
    return {(topic, Channel(channel)): number for topic, channel, number in db.session.execute(rows)}


def comment_by_id(area: Area, comment_id: int) -> TopicComment | None:
    """One comment of this area whatever its state, with its words, topic and decisions."""
    rows = select(TopicComment).where(TopicComment.area_id == area.id, TopicComment.id == comment_id)
    return db.session.scalar(rows.options(*WITH_ALL))


def comments_by_id(area: Area, comment_ids: Collection[int]) -> list[TopicComment]:
    """These comments of this area."""
    rows = select(TopicComment).where(TopicComment.area_id == area.id, TopicComment.id.in_(comment_ids))
    tags = joinedload(TopicComment.item).selectinload(FeedbackItem.tags).joinedload(Tag.theme)
    return list(db.session.scalars(rows.options(*WITH_ALL, tags).order_by(TopicComment.id)))


def comments_of_items(area: Area, item_ids: Collection[int]) -> list[TopicComment]:
    """The comments whose words these are, with their topics and decisions."""
    rows = select(TopicComment).where(TopicComment.area_id == area.id, TopicComment.item_id.in_(item_ids))
    options = (joinedload(TopicComment.topic), selectinload(TopicComment.decisions))
    return list(db.session.scalars(rows.options(*options).order_by(TopicComment.id)))


def comment_with_item(item_id: int) -> int | None:
    """The id of the comment whose words these are."""
    return db.session.scalar(select(TopicComment.id).where(TopicComment.item_id == item_id))


def comment_with_decision(area: Area, decision_id: int) -> TopicComment | None:
    """The comment that a decision is about, with its words, topic and decisions."""
    rows = select(TopicComment).join(TopicComment.decisions)
    rows = rows.where(TopicComment.area_id == area.id, Decision.id == decision_id)
    return db.session.scalar(rows.options(*WITH_ALL))


def decisions_by_code(topic: Topic) -> list[tuple[str, str, int]]:
    """What was decided on a topic's comments so far: act, coded reason, how often; for staff."""
    rows = (
        select(Decision.act, Decision.code, func.count())
        .join(Decision.comment)
        .where(
            TopicComment.topic_id == topic.id, Decision.standing.in_([Standing.STANDS, Standing.CHANGED])
        )
        .group_by(Decision.act, Decision.code)
        .order_by(func.count().desc(), Decision.act, Decision.code)
    )
    return [(act, code, number) for act, code, number in db.session.execute(rows)]


WITH_ALL = (
    joinedload(TopicComment.topic),
    joinedload(TopicComment.item).selectinload(FeedbackItem.redactions),
    selectinload(TopicComment.decisions),
)
