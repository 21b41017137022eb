"""Every read of reach: figures by day, notes, and who answered by what they said of themselves."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Subquery, select
from sqlalchemy.orm import selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.core.vocabulary import Audience
from portal.insight.reach.models import Dimension, NoteState, Population, ReachNote
from portal.surveys.models import Question
from portal.surveys.responses.answer_actions import ABOUT, MAIN_NEED
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.results.people import COLUMNS

ONE = "choice"
Answered = dict[tuple[int, Audience], dict[str, PeopleCount]]


def answered_by(area: Area, wave_ids: Collection[int], question: str) -> Answered:
    """How many sent their answers, by wave and audience and by one about-you answer; "": none given.

    `question` is the key of a question whose answer stands beside the response, or MAIN_NEED.
    """
    chosen = _main_needs(wave_ids)
    column = COLUMNS[ABOUT[question]] if question in ABOUT else chosen.c.code
    rows = select(
        Response.wave_id,
        Response.audience,
        column.label("said"),
        *people_count_columns(Response.record_key),
    ).where(
        Response.area_id == area.id,
        Response.wave_id.in_(wave_ids),
        Response.state == ResponseState.SUBMITTED,
    )
    if question not in ABOUT:
        rows = rows.outerjoin(chosen, chosen.c.response_id == Response.id)
    group = (Response.wave_id, Response.audience, column)
    rows = rows.group_by(*group).order_by(*group)
    found: Answered = {}
    for row in db.session.execute(rows):
        own = found.setdefault((row.wave_id, Audience(row.audience)), {})
        own[row.said or ""] = read_people_count(row)
    return found


def _main_needs(wave_ids: Collection[int]) -> Subquery:
    """The one need that a response names; where an area asks for many of them, none counts."""
    rows = select(Answer.response_id, Answer.code).join(Question, Question.id == Answer.question_id)
    return rows.where(
        Answer.wave_id.in_(wave_ids), Answer.kind == ONE, Question.key == MAIN_NEED
    ).subquery()


def versions_asking(version_ids: Collection[int], question: str, listed: str) -> set[int]:
    """Which of these versions of surveys ask a question and offer this list as its answers."""
    rows = select(Question.version_id).where(
        Question.version_id.in_(version_ids), Question.key == question, Question.options == listed
    )
    return set(db.session.scalars(rows.order_by(Question.version_id)))


def populations_of(area: Area) -> list[Population]:
    """All figures of an area by dimension, the newest day first."""
    rows = select(Population).where(Population.area_id == area.id).options(selectinload(Population.counts))
    return list(db.session.scalars(rows.order_by(Population.dimension, Population.of_day.desc())))


def population_in(area: Area, population_id: int) -> Population | None:
    """One set of figures of this area; None for another area's."""
    return db.session.scalar(
        select(Population).where(Population.id == population_id, Population.area_id == area.id)
    )


def notes_of(area: Area, dimension: Dimension) -> list[ReachNote]:
    """The notes of one dimension: what is due first, then the newest; those that were tried last."""
    rows = select(ReachNote).where(ReachNote.area_id == area.id, ReachNote.dimension == dimension)
    found = list(db.session.scalars(rows.order_by(ReachNote.noted_on.desc(), ReachNote.id.desc())))
    return sorted(found, key=lambda one: (not one.is_open, one.due_on or date.max))


def note_in(area: Area, note_id: int) -> ReachNote | None:
    """One note of this area; None for another area's."""
    return db.session.scalar(select(ReachNote).where(ReachNote.id == note_id, ReachNote.area_id == area.id))


def has_notes(area: Area) -> bool:
    """Whether an area has any note."""
    rows = select(ReachNote.id).where(ReachNote.area_id == area.id).limit(1)
    return db.session.scalar(rows) is not None


def notes_due(area: Area, until: date) -> list[ReachNote]:
    """The notes that are due up to a day and not tried yet, the earliest first."""
    rows = select(ReachNote).where(
        ReachNote.area_id == area.id, ReachNote.state != NoteState.TRIED, ReachNote.due_on <= until
    )
    return list(db.session.scalars(rows.order_by(ReachNote.due_on, ReachNote.id)))
