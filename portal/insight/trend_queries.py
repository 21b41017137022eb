"""Counts of people who wrote, over months and quarters, by who they are, and read through the crosswalk."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    literal,
    select,
    union_all,
)
from sqlalchemy import cast as as_type

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem, Tag
from portal.feedback.queries import is_visible
from portal.insight.periods import Period
from portal.strategies.models import Theme
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.models import Answer, Response

BY: Mapping[str, Any] = {
    "locality": Response.locality,
    "plan": Response.plan,
    "age_band": Response.age_band,
}
Counts = dict[tuple[int, Audience], PeopleCount]


def writers_by_period(
    area: Area, periods: Sequence[Period], theme: Theme | None, who: Mapping[str, str]
) -> Counts:
    """How many people wrote (about a theme) in each period (by its place) and audience.

    People, not sentences, in every part of the portal. `who` narrows it to a locality or a type of plan;
    then only those count who answered a survey, for nobody else says so.
    """
    place = _place(periods)
    rows = select(place.label("place"), FeedbackItem.audience, FeedbackItem.record_key).where(
        *_visible(area, periods)
    )
    if theme is not None:
        rows = rows.join(Tag, _standing(Tag.theme_id == theme.id))
    for column, code in who.items():
        rows = rows.where(_of_response(BY[column] == code))
    people = rows.distinct().subquery()
    group = (people.c.place, people.c.audience)
    counted = select(*group, *people_count_columns(people.c.record_key)).group_by(*group).order_by(*group)
    return {
        (row.place, Audience(row.audience)): read_people_count(row) for row in db.session.execute(counted)
    }


def writers_by(
    area: Area, periods: Sequence[Period], theme: Theme | None, column: str
) -> dict[tuple[Audience, str], PeopleCount]:
    """How many people wrote (about a theme) in all these periods, by audience and one thing they said
    of themselves ("": they did not say)."""
    rows = (
        select(FeedbackItem.audience, BY[column].label("by"), FeedbackItem.record_key)
        .join(Answer, Answer.feedback_item_id == FeedbackItem.id)
        .join(Response, Response.id == Answer.response_id)
        .where(*_visible(area, periods))
    )
    if theme is not None:
        rows = rows.join(Tag, _standing(Tag.theme_id == theme.id))
    people = rows.distinct().subquery()
    group = (people.c.audience, people.c.by)
    counted = select(*group, *people_count_columns(people.c.record_key)).group_by(*group).order_by(*group)
    return {
        (Audience(row.audience), row.by or ""): read_people_count(row)
        for row in db.session.execute(counted)
    }


def _place(periods: Sequence[Period]) -> ColumnElement[int]:
    """The place of a day among the periods, by comparing: no function of dates is the same everywhere."""
    whens = [(FeedbackItem.received_on < one.next_first, number) for number, one in enumerate(periods)]
    return as_type(case(*whens, else_=-1), Integer)


def _visible(area: Area, periods: Sequence[Period]) -> list[ColumnElement[bool]]:
    return [
        FeedbackItem.area_id == area.id,
        FeedbackItem.received_on >= periods[0].first,
        FeedbackItem.received_on < periods[-1].next_first,
        is_visible(),
    ]


def _standing(how: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(Tag.item_id == FeedbackItem.id, Tag.removed_at.is_(None), how)


def _of_response(how: ColumnElement[bool]) -> ColumnElement[bool]:
    answered = select(Answer.feedback_item_id).join(Response, Response.id == Answer.response_id)
    return FeedbackItem.id.in_(answered.where(how, Answer.feedback_item_id.is_not(None)))


def writers_read_as(
    area: Area, wave_ids: Collection[int], read_as: Mapping[int, Collection[int]]
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    """How many people wrote about each priority, with tags of others read as it (id: ids of those tags).

    Who wrote about an earlier and a later one counts once.
    """
    pairs = [(tagged, target) for target, ids in read_as.items() for tagged in ids]
    if not pairs:
        return {}
    mapped = union_all(
        *(select(literal(one).label("tagged"), literal(target).label("target")) for one, target in pairs)
    ).subquery()
    rows = _survey_writers(area, wave_ids).join(Tag, _standing(Tag.priority_id.is_not(None)))
    people = (
        rows.join(mapped, mapped.c.tagged == Tag.priority_id)
        .add_columns(mapped.c.target)
        .distinct()
        .subquery()
    )
    group = (people.c.wave_id, people.c.audience, people.c.target)
    counted = select(*group, *people_count_columns(people.c.record_key)).group_by(*group).order_by(*group)
    found: dict[tuple[int, Audience], dict[int, PeopleCount]] = {}
    for row in db.session.execute(counted):
        found.setdefault((row.wave_id, Audience(row.audience)), {})[row.target] = read_people_count(row)
    return found


def _survey_writers(area: Area, wave_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return select(
        FeedbackItem.occasion_id.label("wave_id"), FeedbackItem.audience, FeedbackItem.record_key
    ).where(
        FeedbackItem.area_id == area.id,
        FeedbackItem.source_kind == SOURCE_KIND,
        FeedbackItem.occasion_id.in_(wave_ids),
        is_visible(),
    )
