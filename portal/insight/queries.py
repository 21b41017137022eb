"""Every read of the feedback list and the sorting desk; what is locked or unsent is never in it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from portal.areas.models import Area
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.feedback.frame_models import SubTheme
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.insight.filters import Filters, Standing
from portal.insight.models import Claim
from portal.insight.narrowing import tagged, wanted
from portal.places.models import Place
from portal.strategies.models import Priority
from portal.surveys.models import Question, Survey, SurveyVersion, Wave, Wording
from portal.surveys.responses.models import Answer, Response
from portal.topics.models import Topic

Items = Select[FeedbackItem]


class Waiting(NamedTuple):
    """How many items wait in a queue, and the day on which the oldest came (None: none waits)."""

    items: int
    oldest: date | None


def items_of(area: Area, filters: Filters) -> Items:
    """The items of an area that staff may see and that the filters leave, in order, with their tags."""
    rows = select(FeedbackItem).where(FeedbackItem.area_id == area.id, is_visible(), *wanted(area, filters))
    place = (FeedbackItem.received_on, FeedbackItem.id)
    order = place if filters.oldest_first else tuple(column.desc() for column in place)
    return rows.options(*_with_all()).order_by(*order)


def _with_all() -> list[ExecutableOption]:
    tags = selectinload(FeedbackItem.tags)
    themes, priorities = tags.joinedload(Tag.theme), tags.joinedload(Tag.priority)
    subs = tags.joinedload(Tag.sub_theme).joinedload(SubTheme.theme)
    strategies = priorities.joinedload(Priority.strategy)
    return [themes, strategies, subs, selectinload(FeedbackItem.redactions)]


def item_to_show(area: Area, item_id: int) -> FeedbackItem | None:
    """One item of this area that staff may see, with its tags and redactions."""
    rows = items_of(area, Filters()).where(FeedbackItem.id == item_id)
    return db.session.scalar(rows)


def item_to_change(area: Area, item_id: int) -> FeedbackItem:
    """The same, held until the commit, so that of two people one waits and sees what the other did.

    Refuses one that is not here any more: taken back, or before the safeguarding lead.
    """
    item = item_if_here(area, item_id)
    if item is None:
        raise RuleBroken("These words are not here any more. Nothing was changed.")
    return item


def item_if_here(area: Area, item_id: int) -> FeedbackItem | None:
    """The same for one of many; None for one that is not here any more."""
    rows = items_of(area, Filters()).where(FeedbackItem.id == item_id)
    return db.session.scalar(rows.with_for_update(of=FeedbackItem))


def after(
    area: Area, filters: Filters, item: FeedbackItem, count: int, free: ColumnElement[bool]
) -> list[FeedbackItem]:
    """The next items of the same list after this one that are `free`: held by nobody else."""
    day, number = FeedbackItem.received_on, FeedbackItem.id
    if filters.oldest_first:
        beyond = or_(day > item.received_on, and_(day == item.received_on, number > item.id))
    else:
        beyond = or_(day < item.received_on, and_(day == item.received_on, number < item.id))
    return list(db.session.scalars(items_of(area, filters).where(beyond, free).limit(count)))


def next_item(
    area: Area, filters: Filters, item: FeedbackItem, free: ColumnElement[bool]
) -> FeedbackItem | None:
    """The next item of the same list, from the top again at its end; None when it is the only one."""
    following = after(area, filters, item, 1, free)
    if following:
        return following[0]
    rows = items_of(area, filters).where(FeedbackItem.id != item.id, free)
    return db.session.scalar(rows.limit(1))


def waiting(area: Area) -> dict[Standing, Waiting]:
    """How long each queue is, and since when its oldest waits: one query."""
    untagged = ~tagged(Tag.theme_id.is_not(None))
    columns = (FeedbackItem.state, untagged.label("untagged"))
    rows = (
        select(*columns, func.count(), func.min(FeedbackItem.received_on))
        .where(FeedbackItem.area_id == area.id, is_visible())
        .group_by(*columns)
    )
    found: dict[Standing, Waiting] = {}
    for state, no_theme, items, oldest in db.session.execute(rows):
        for queue in _queues(ItemState(state), bool(no_theme)):
            before = found.get(queue, Waiting(0, None))
            days = [day for day in (before.oldest, oldest) if day]
            found[queue] = Waiting(before.items + items, min(days))
    return found


def _queues(state: ItemState, no_theme: bool) -> list[Standing]:
    if state == ItemState.CLEARED:
        return [Standing.CLEARED, Standing.TO_SORT] if no_theme else [Standing.CLEARED]
    return [Standing.TO_READ if state == ItemState.SENT else Standing.TO_CLEAR]


def questions_by_id(question_ids: Collection[int]) -> dict[int, Question]:
    """The questions that words answer, with their wordings, version and survey."""
    rows = (
        select(Question)
        .where(Question.id.in_(question_ids))
        .options(joinedload(Question.version).joinedload(SurveyVersion.survey))
    )
    return {question.id: question for question in db.session.scalars(rows)}


def waves_by_id(wave_ids: Collection[int]) -> dict[int, Wave]:
    """The waves in which words came."""
    return {wave.id: wave for wave in db.session.scalars(select(Wave).where(Wave.id.in_(wave_ids)))}


def open_questions_of(area: Area) -> list[tuple[str, str]]:
    """The own-words questions of an area's surveys as (key, wording), by key: each key once."""
    rows = (
        select(Question.key, func.min(Wording.words))
        .join(Question.version)
        .join(SurveyVersion.survey)
        .join(Wording, and_(Wording.question_id == Question.id, Wording.kind == "free"))
        .where(Survey.area_id == area.id)
        .group_by(Question.key)
        .order_by(Question.key)
    )
    return [(key, words) for key, words in db.session.execute(rows)]


def places_by_item(item_ids: Collection[int]) -> dict[int, str]:
    """At which place words were said, by item, where an answer names one."""
    rows = (
        select(Answer.feedback_item_id, Place.name)
        .join(Response, Response.id == Answer.response_id)
        .join(Place, Place.id == Response.place_id)
        .where(Answer.feedback_item_id.in_(item_ids))
    )
    return {item_id: name for item_id, name in db.session.execute(rows) if item_id is not None}


def topics_by_id(topic_ids: Collection[int]) -> dict[int, str]:
    """The titles of topics that words were written on."""
    rows = select(Topic.id, Topic.title).where(Topic.id.in_(topic_ids))
    return {row.id: row.title for row in db.session.execute(rows)}


def labels_of(area: Area) -> list[str]:
    """The labels in use in an area, by name."""
    rows = (
        select(Tag.label)
        .join(FeedbackItem, FeedbackItem.id == Tag.item_id)
        .where(FeedbackItem.area_id == area.id, Tag.removed_at.is_(None), Tag.label.is_not(None))
    )
    return [label for label in db.session.scalars(rows.distinct().order_by(Tag.label)) if label]


def first_held(area: Area, filters: Filters, person: int, at: datetime) -> int | None:
    """The first comment of a list that a person holds."""
    held = select(Claim.item_id).where(Claim.person_id == person, Claim.until > at)
    rows = items_of(area, filters).where(FeedbackItem.id.in_(held))
    return db.session.scalar(rows.with_only_columns(FeedbackItem.id).limit(1))


def tags_by_sub_theme(area: Area) -> dict[int, int]:
    """How many comments stand under each sub-theme that staff may see: for the people who sort."""
    rows = (
        select(Tag.sub_theme_id, func.count(Tag.id))
        .join(FeedbackItem, FeedbackItem.id == Tag.item_id)
        .where(FeedbackItem.area_id == area.id, is_visible())
        .where(Tag.removed_at.is_(None), Tag.sub_theme_id.is_not(None))
        .group_by(Tag.sub_theme_id)
    )
    return {sub_id: count for sub_id, count in db.session.execute(rows) if sub_id is not None}
