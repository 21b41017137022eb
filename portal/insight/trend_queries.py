"""Counts of people who wrote: over months and quarters, by who they are and by what they say of a thing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
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
from portal.feedback.models import ON_THE_DESK, FeedbackItem, Stance, Tag
from portal.feedback.queries import is_unlocked_among_many, is_visible, is_visible_among_many
from portal.insight.periods import Period
from portal.strategies.models import Theme
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.models import Response
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
    found = _told(area, periods, theme, ["place", "audience"], who)
    return {(place, Audience(audience)): told for (place, audience), told in found.items() if place >= 0}


def told_by_whom(
    area: Area, periods: Sequence[Period], theme: Theme
) -> dict[str, dict[tuple[Audience, str], Told]]:
    """The same in all these periods together, by each of BY, by audience and what people said of
    themselves ("": they did not say). One count of all their mixes, since nobody is in two of them."""
    found: dict[str, dict[tuple[Audience, str], Told]] = {column: {} for column in BY}
    whole = [Period(periods[0].first, periods[-1].next_first)]
    for (place, audience, *codes), told in _told(
        area, whole, theme, ["place", "audience", *BY], {}
    ).items():
        if place < 0:
            continue
        for column, code in zip(BY, codes, strict=True):
            group = (Audience(audience), code or "")
            found[column][group] = found[column].get(group, Told()).joined_with(told)
    return found


def _told(
    area: Area, periods: Sequence[Period], theme: Theme, names: Sequence[str], who: Mapping[str, str]
) -> dict[tuple[Any, ...], Told]:
    """Two counts over the same groups: who wrote at all, and who wrote about the theme, by stance."""
    of_response = {*names, *who} & set(BY)
    said = _written(area, theme, with_round=bool(of_response))
    if of_response:
        everyone = _once_each(_people(_written(area, None, with_round=True), periods, names, who))
        wrote = counted(everyone, names, [("people", everyone.c.record_key)])
    else:
        wrote = _everyone_by_period(area, periods)
    about = _people(said, periods, names, who).add_columns(said.c.stance).subquery()
    group = [*(about.c[name] for name in names), about.c.record_key]
    meant = [
        func.max(case((_meant(about.c.stance, one), 1), else_=0)).label(f"s{n}")
        for n, one in enumerate(STANCES)
    ]
    each = select(*group, *meant).group_by(*group).subquery()
    columns = [(f"s{n}", case((each.c[f"s{n}"] == 1, each.c.record_key))) for n in range(len(STANCES))]
    by_group = counted(each, names, [("people", each.c.record_key), *columns])
    return {
        group: Told(
            counts["people"],
            by_group.get(group, {}).get("people", NOBODY),
            {one: by_group.get(group, {}).get(f"s{n}", NOBODY) for n, one in enumerate(STANCES)},
        )
        for group, counts in wrote.items()
    }


def _everyone_by_period(
    area: Area, periods: Sequence[Period]
) -> dict[tuple[Any, ...], dict[str, PeopleCount]]:
    """Who wrote at all, by period (its place) and audience: each period by itself, along
    ix_feedback_item_writers. In one count over all of them SQLite sorted every row twice."""
    item, counts = FeedbackItem, []
    for place, period in enumerate(periods):
        within = (item.received_on >= period.first) & (item.received_on < period.next_first)
        rows = select(item.record_key, item.audience).where(item.area_id == area.id, within)
        people = rows.where(ON_THE_DESK, is_unlocked_among_many()).distinct().subquery()
        sums = people_count_columns(people.c.record_key)
        counts.append(select(literal(place), people.c.audience, *sums).group_by(people.c.audience))
    found = db.session.execute(union_all(*counts))
    return {tuple(row[:2]): {"people": read_people_count(row)} for row in found}


def _written(area: Area, theme: Theme | None, *, with_round: bool) -> Subquery:
    """The words of an area, or of them those under a theme, with their stance. Of all words one row for a
    person and a day, in the order of ix_feedback_item_people: before anything dearer is asked of a row."""
    item = FeedbackItem
    columns: list[Any] = [item.record_key, item.audience, item.received_on]
    if with_round:
        columns += [item.source_kind, item.occasion_id]
    rows = select(*columns).where(item.area_id == area.id, is_visible_among_many())
    if theme is not None:
        # the theme's words first, by their own index: SQLite without statistics would go through all words
        tagged = select(Tag.item_id).where(Tag.theme_id == theme.id, Tag.removed_at.is_(None))
        said = tagged.cte("said").prefix_with("MATERIALIZED", dialect="sqlite")
        rows = rows.add_columns(item.stance).join(said, said.c.item_id == item.id)
        return rows.subquery()
    return rows.distinct().subquery()


def _once_each(rows: Select[*tuple[Any, ...]]) -> Subquery:
    """These rows, each once; the person first, in whose order they come.

    By groups, which SQLite sorts: for DISTINCT it keeps a tree, which takes longer.
    """
    columns = sorted(rows.selected_columns, key=lambda column: column.key != "record_key")
    # a place among periods by its label: it is not worked out a second time
    return rows.group_by(*("place" if one.key == "place" else one for one in columns)).subquery()


def _people(
    written: Subquery, periods: Sequence[Period], names: Sequence[str], who: Mapping[str, str]
) -> Select[*tuple[Any, ...]]:
    """The people of these rows with what they are grouped by. Their response is found by its record key
    and its round, which their words carry; words that answer no survey say nothing of who wrote them."""
    place = place_of(written.c.received_on, periods)
    known = {"place": place, "audience": written.c.audience, **OF_RESPONSE}
    rows = select(*(known[name].label(name) for name in names), written.c.record_key)
    if "occasion_id" in written.c:
        of_theirs = and_(
            Response.record_key == written.c.record_key,
            Response.wave_id == written.c.occasion_id,
            written.c.source_kind == SOURCE_KIND,
        )
        rows = rows.join(Response, of_theirs)
    for column, code in who.items():
        rows = rows.where(OF_RESPONSE[column] == code)
    return rows


def _meant(column: ColumnElement[Any], stance: Stance | None) -> ColumnElement[bool]:
    return column == stance if stance else column.is_(None)


def counted(
    people: Any, names: Sequence[str], wanted: Sequence[tuple[str, Any]]
) -> dict[tuple[Any, ...], dict[str, PeopleCount]]:
    """How many people, by group: `wanted` are counts by name, each of a column of keys of a subquery."""
    group = [people.c[name] for name in names]
    columns = [one for label, key in wanted for one in people_count_columns(key, label=label)]
    rows = select(*group, *columns).group_by(*group).order_by(*group)
    return {
        tuple(row[: len(names)]): {label: read_people_count(row, label=label) for label, _key in wanted}
        for row in db.session.execute(rows)
    }


def place_of(day: ColumnElement[Any], periods: Sequence[Period]) -> ColumnElement[int]:
    """The place of a day among the periods, by comparing: no function of dates is the same everywhere.

    -1 before the first and after the last. By halves, since it is asked of every row.
    """
    ends = [periods[0].first, *(one.next_first for one in periods)]
    return as_type(_halved(day, ends, [-1, *range(len(periods)), -1]), Integer)


def _halved(day: ColumnElement[Any], ends: Sequence[date], places: Sequence[int]) -> Any:
    """The first of `places` before the first of `ends`, and so on: one place more than ends."""
    if not ends:
        return literal(places[0])
    middle = len(ends) // 2
    before = _halved(day, ends[:middle], places[: middle + 1])
    return case((day < ends[middle], before), else_=_halved(day, ends[middle + 1 :], places[middle + 1 :]))


def standing(how: ColumnElement[bool]) -> ColumnElement[bool]:
    """A tag of an item that nobody took off, of the kind that `how` says."""
    return and_(Tag.item_id == FeedbackItem.id, Tag.removed_at.is_(None), how)


def writers_under_themes(
    area: Area, wave_ids: Collection[int], stance: Stance
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    """How many people wrote about each theme (by its id) in words of this stance."""
    rows = survey_writers(area, wave_ids).where(FeedbackItem.stance == stance)
    return _by_target(rows.join(Tag, standing(Tag.theme_id.is_not(None))), Tag.theme_id)


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
    rows = survey_writers(area, wave_ids).join(Tag, standing(Tag.priority_id.is_not(None)))
    if stance is not None:
        rows = rows.where(FeedbackItem.stance == stance)
    return _by_target(rows.join(mapped, mapped.c.tagged == Tag.priority_id), mapped.c.target)


def _by_target(
    rows: Select[*tuple[Any, ...]], target: Any
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    people = rows.add_columns(target.label("target")).distinct().subquery()
    sums = counted(people, ("wave_id", "audience", "target"), [("people", people.c.record_key)])
    found: dict[tuple[int, Audience], dict[int, PeopleCount]] = {}
    for (wave_id, audience, thing), counts in sums.items():
        found.setdefault((wave_id, Audience(audience)), {})[thing] = counts["people"]
    return found


def survey_writers(area: Area, wave_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Everybody's words of these rounds that staff may see: wave, audience and person of each."""
    return select(
        FeedbackItem.occasion_id.label("wave_id"), FeedbackItem.audience, FeedbackItem.record_key
    ).where(
        FeedbackItem.area_id == area.id,
        FeedbackItem.source_kind == SOURCE_KIND,
        FeedbackItem.occasion_id.in_(wave_ids),
        is_visible(),
    )
