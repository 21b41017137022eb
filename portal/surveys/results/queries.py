"""Every count of answers and of people who wrote: sums in SQL, never one figure over two groups."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.models import FeedbackItem, Tag
from portal.feedback.queries import is_visible
from portal.surveys.models import Question, Survey, Wave
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.models import Response, ResponseState
from portal.surveys.results.counting import counted_groups, read_counted
from portal.surveys.results.rounds import Round, rounds_in


class Group(NamedTuple):
    """Who answered a question and how it was put to them: never merged with another group."""

    question_id: int
    wave_id: int
    audience: Audience
    mode: Mode
    kind: str


class People(NamedTuple):
    """Who answered a wave, and in which mode."""

    wave_id: int
    audience: Audience
    mode: Mode


def rounds_of(area: Area, at: datetime) -> list[Round]:
    """The rounds of an area that have begun, the newest first, with surveys and versions."""
    rows = (
        select(Wave)
        .join(Wave.survey)
        .where(Survey.area_id == area.id, Wave.opens_at <= at, Wave.is_trial.is_(False))
        .options(joinedload(Wave.survey), joinedload(Wave.version))
        .order_by(Wave.id)
    )
    return rounds_in(db.session.scalars(rows))


def questions_asked(waves: Collection[Wave]) -> list[Question]:
    """Every question of the waves' versions in order, with wordings, themes and measures."""
    rows = (
        select(Question)
        .where(Question.version_id.in_({wave.version_id for wave in waves}))
        .options(selectinload(Question.themes), selectinload(Question.measures))
        .order_by(Question.version_id, Question.position, Question.id)
    )
    return list(db.session.scalars(rows))


def question_table(
    wave_ids: Collection[int], question_ids: Collection[int]
) -> dict[Group, dict[str, PeopleCount]]:
    """How many people chose each code, by group: submitted answers only, in one walk of the index.

    A choose-many question has a code more (ANSWERED): everyone who answered it. Own words are left
    out: those are counted by `writers`, which leaves locked words out.
    """
    found: dict[Group, dict[str, PeopleCount]] = {}
    for row in db.session.execute(counted_groups(wave_ids, question_ids)):
        one = Group(row.question_id, row.wave_id, Audience(row.audience), Mode(row.mode), row.kind)
        found.setdefault(one, {})[row.code] = PeopleCount(*read_counted(row.counted))
    return found


def people_by_channel(wave_ids: Collection[int]) -> dict[People, dict[Channel, PeopleCount]]:
    """How many people sent their answers, by wave, audience and mode, and by which channel."""
    group = (Response.wave_id, Response.audience, Response.mode, Response.channel)
    rows = (
        select(*group, *people_count_columns(Response.record_key))
        .where(Response.wave_id.in_(wave_ids), Response.state == ResponseState.SUBMITTED)
        .group_by(*group)
        .order_by(*group)
    )
    found: dict[People, dict[Channel, PeopleCount]] = {}
    for row in db.session.execute(rows):
        one = People(row.wave_id, Audience(row.audience), Mode(row.mode))
        found.setdefault(one, {})[Channel(row.channel)] = read_people_count(row)
    return found


def people_by_channel_and_place(wave_id: int) -> dict[tuple[Channel, int | None], PeopleCount]:
    """How many people sent their answers to one wave, by channel and place (its id, None without one)."""
    group = (Response.channel, Response.place_id)
    rows = (
        select(*group, *people_count_columns(Response.record_key))
        .where(Response.wave_id == wave_id, Response.state == ResponseState.SUBMITTED)
        .group_by(*group)
        .order_by(*group)
    )
    return {
        (Channel(row.channel), row.place_id): read_people_count(row) for row in db.session.execute(rows)
    }


def people_by_audience(wave_ids: Collection[int]) -> dict[tuple[int, Audience], PeopleCount]:
    """How many people sent their answers, by wave and audience."""
    group = (Response.wave_id, Response.audience)
    rows = (
        select(*group, *people_count_columns(Response.record_key))
        .where(Response.wave_id.in_(wave_ids), Response.state == ResponseState.SUBMITTED)
        .group_by(*group)
        .order_by(*group)
    )
    return {
        (row.wave_id, Audience(row.audience)): read_people_count(row) for row in db.session.execute(rows)
    }


def writers(area: Area, wave_ids: Collection[int]) -> dict[tuple[int, Audience], PeopleCount]:
    """How many people wrote words that staff may see, by wave and audience: people, not sentences."""
    people = _writers(area, wave_ids).distinct().subquery()
    return _by_wave_and_audience(people, None)


def writers_by_theme(
    area: Area, wave_ids: Collection[int]
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    """How many people wrote about each theme (by its id): people, not sentences."""
    return _tagged(area, wave_ids, Tag.theme_id)


def writers_by_priority(
    area: Area, wave_ids: Collection[int]
) -> dict[tuple[int, Audience], dict[int, PeopleCount]]:
    """How many people wrote about each priority (by its id): people, not sentences."""
    return _tagged(area, wave_ids, Tag.priority_id)


def writers_by_criterion(
    area: Area, wave_ids: Collection[int]
) -> dict[tuple[int, Audience], dict[str, PeopleCount]]:
    """How many people wrote about each criterion of inspections (by its key): people, not sentences."""
    return _tagged(area, wave_ids, Tag.criterion)


def writers_by_stance(
    area: Area, wave_ids: Collection[int]
) -> dict[tuple[int, Audience], dict[str | None, PeopleCount]]:
    """How many people wrote words of each stance; None: words of which nobody has said it."""
    people = _writers(area, wave_ids).add_columns(FeedbackItem.stance).distinct().subquery()
    found: dict[tuple[int, Audience], dict[str | None, PeopleCount]] = {}
    for (wave_id, audience, stance), count in _by_wave_and_audience(people, people.c.stance).items():
        found.setdefault((wave_id, audience), {})[stance] = count
    return found


def _writers(area: Area, wave_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return select(
        FeedbackItem.occasion_id.label("wave_id"), FeedbackItem.audience, FeedbackItem.record_key
    ).where(
        FeedbackItem.area_id == area.id,
        FeedbackItem.source_kind == SOURCE_KIND,
        FeedbackItem.occasion_id.in_(wave_ids),
        is_visible(),
    )


def _tagged(
    area: Area, wave_ids: Collection[int], column: Any
) -> dict[tuple[int, Audience], dict[Any, PeopleCount]]:
    rows = _writers(area, wave_ids).join(Tag, Tag.item_id == FeedbackItem.id)
    rows = rows.where(Tag.removed_at.is_(None), column.is_not(None)).add_columns(column.label("about"))
    people = rows.distinct().subquery()
    found: dict[tuple[int, Audience], dict[Any, PeopleCount]] = {}
    for (wave_id, audience, about), count in _by_wave_and_audience(people, people.c.about).items():
        found.setdefault((wave_id, audience), {})[about] = count
    return found


def _by_wave_and_audience(people: Any, about: Any) -> dict[Any, PeopleCount]:
    group = [people.c.wave_id, people.c.audience, *([] if about is None else [about])]
    rows = select(*group, *people_count_columns(people.c.record_key)).group_by(*group).order_by(*group)
    return {
        (row[0], Audience(row[1]), *([] if about is None else [row[2]])): read_people_count(row)
        for row in db.session.execute(rows)
    }
