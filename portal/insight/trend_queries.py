"""Counts of people who wrote: over months and quarters, by who they are and by what they say of a thing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy import cast as as_type

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem, Stance, Tag
from portal.feedback.queries import is_visible
from portal.insight.periods import Period
from portal.strategies.models import Theme
from portal.surveys.responses.actions import SOURCE_KIND
from portal.surveys.responses.models import Answer, Response
from portal.surveys.results.totals import NOBODY, joined

BY = ("locality", "plan", "age_band")
OF_RESPONSE: Mapping[str, Any] = {column: getattr(Response, column) for column in BY}


@dataclass(frozen=True)
class Told:
    """Of one group: how many people wrote at all, about the theme, and of those in each stance.

    `stances` None: nobody said how the words were meant. A person can be under two stances.
    """

    wrote: PeopleCount = NOBODY
    about: PeopleCount = NOBODY
    stances: Mapping[Stance | None, PeopleCount] = field(default_factory=dict)

    def joined_with(self, other: "Told") -> "Told":
        """Both groups together; the caller vouches that nobody is in both."""
        return Told(
            joined([self.wrote, other.wrote]),
            joined([self.about, other.about]),
            {one: joined(each.stances.get(one, NOBODY) for each in (self, other)) for one in STANCES},
        )


STANCES: tuple[Stance | None, ...] = (*Stance, None)


def told_over_time(
    area: Area, periods: Sequence[Period], theme: Theme, who: Mapping[str, str]
) -> dict[tuple[int, Audience], Told]:
    """How many people wrote (about a theme, and how) in each period (by its place) and audience.

    People, not sentences, in every part of the portal. `who` narrows it to a locality or a type of plan;
    then only those count who answered a survey, for nobody else says so.
    """
    rows = select(_place(periods).label("place"), FeedbackItem.audience).where(*_visible(area, periods))
    for column, code in who.items():
        rows = rows.where(_of_response(OF_RESPONSE[column] == code))
    return {(place, Audience(audience)): told for (place, audience), told in _told(rows, theme).items()}


def told_by_whom(
    area: Area, periods: Sequence[Period], theme: Theme
) -> dict[str, dict[tuple[Audience, str], Told]]:
    """The same in all these periods together, by each of BY, by audience and what people said of
    themselves ("": they did not say). One count of all their mixes, since nobody is in two of them."""
    rows = (
        select(FeedbackItem.audience, *OF_RESPONSE.values())
        .join(Answer, Answer.feedback_item_id == FeedbackItem.id)
        .join(Response, Response.id == Answer.response_id)
        .where(*_visible(area, periods))
    )
    found: dict[str, dict[tuple[Audience, str], Told]] = {column: {} for column in BY}
    for (audience, *codes), told in _told(rows, theme).items():
        for column, code in zip(BY, codes, strict=True):
            group = (Audience(audience), code or "")
            found[column][group] = found[column].get(group, Told()).joined_with(told)
    return found


def _told(rows: Select[*tuple[Any, ...]], theme: Theme) -> dict[tuple[Any, ...], Told]:
    """Two counts over the same groups: who wrote at all, and who wrote about the theme, by stance."""
    names = list(rows.selected_columns.keys())
    everybody = rows.add_columns(FeedbackItem.record_key).distinct().subquery()
    about = rows.join(Tag, _standing(Tag.theme_id == theme.id)).add_columns(FeedbackItem.record_key)
    meant = [func.max(case((_meant(one), 1), else_=0)).label(f"s{n}") for n, one in enumerate(STANCES)]
    each = about.add_columns(*meant).group_by(*names, FeedbackItem.record_key).subquery()
    wrote = _counted(everybody, names, [("people", everybody.c.record_key)])
    columns = [(f"s{n}", case((each.c[f"s{n}"] == 1, each.c.record_key))) for n in range(len(STANCES))]
    by_group = _counted(each, names, [("people", each.c.record_key), *columns])
    return {
        group: Told(
            counts["people"],
            by_group.get(group, {}).get("people", NOBODY),
            {one: by_group.get(group, {}).get(f"s{n}", NOBODY) for n, one in enumerate(STANCES)},
        )
        for group, counts in wrote.items()
    }


def _meant(stance: Stance | None) -> ColumnElement[bool]:
    return FeedbackItem.stance == stance if stance else FeedbackItem.stance.is_(None)


def _counted(
    people: Any, names: Sequence[str], wanted: Sequence[tuple[str, Any]]
) -> dict[tuple[Any, ...], dict[str, PeopleCount]]:
    group = [people.c[name] for name in names]
    columns = [one for label, key in wanted for one in people_count_columns(key, label=label)]
    rows = select(*group, *columns).group_by(*group).order_by(*group)
    return {
        tuple(row[: len(names)]): {label: read_people_count(row, label=label) for label, _key in wanted}
        for row in db.session.execute(rows)
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


def writers_under_themes(
    area: Area, wave_ids: Collection[int], stance: Stance
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    """How many people wrote about each theme (by its id) in words of this stance."""
    rows = _survey_writers(area, wave_ids).where(FeedbackItem.stance == stance)
    return _by_target(rows.join(Tag, _standing(Tag.theme_id.is_not(None))), Tag.theme_id)


def writers_read_as(
    area: Area,
    wave_ids: Collection[int],
    read_as: Mapping[int, Collection[int]],
    stance: Stance | None = None,
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    """How many people wrote about each priority, with tags of others read as it (id: ids of those tags).

    Who wrote about an earlier and a later one counts once. `stance` None: whatever they say of it.
    """
    pairs = [(tagged, target) for target, ids in read_as.items() for tagged in ids]
    if not pairs:
        return {}
    mapped = union_all(
        *(select(literal(one).label("tagged"), literal(target).label("target")) for one, target in pairs)
    ).subquery()
    rows = _survey_writers(area, wave_ids).join(Tag, _standing(Tag.priority_id.is_not(None)))
    if stance is not None:
        rows = rows.where(FeedbackItem.stance == stance)
    return _by_target(rows.join(mapped, mapped.c.tagged == Tag.priority_id), mapped.c.target)


def _by_target(
    rows: Select[*tuple[Any, ...]], target: Any
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    people = rows.add_columns(target.label("target")).distinct().subquery()
    counted = _counted(people, ("wave_id", "audience", "target"), [("people", people.c.record_key)])
    found: dict[tuple[int, Audience], dict[int, PeopleCount]] = {}
    for (wave_id, audience, thing), counts in counted.items():
        found.setdefault((wave_id, Audience(audience)), {})[thing] = counts["people"]
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
