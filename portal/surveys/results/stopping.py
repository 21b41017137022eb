"""Where people stop: of those who began and have not sent their answers, the last question they answered.

For staff only. Somebody who is still answering is among them while the wave is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.core.access import Person
from portal.core.db import db
from portal.core.disclosure import PeopleCount, exact, people_count_columns, read_people_count
from portal.core.vocabulary import Mode
from portal.surveys.models import Question, Wave
from portal.surveys.questionnaire import Questionnaire
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.results.totals import NOBODY

PURPOSE = "to see where people stop"
# in place of a question: they stopped before they had answered any
NOWHERE = 0


@dataclass(frozen=True)
class Stop:
    """One question of a mode: how many stopped after it, and how many have not stopped by then."""

    words: str | None
    stopped: int
    going_on: int


@dataclass(frozen=True)
class Way:
    """One way of asking: who began, who sent their answers, and the stops in the order of the questions."""

    mode: Mode
    began: int
    sent: int
    stops: Sequence[Stop]


def last_answered(wave: Wave) -> dict[tuple[Mode, int], PeopleCount]:
    """How many unsent responses end at each question (its position; NOWHERE without an answer), by mode."""
    position = func.coalesce(func.max(Question.position), NOWHERE)
    last = (
        select(Response.id, Response.mode, Response.record_key, position.label("position"))
        .outerjoin(Answer, Answer.response_id == Response.id)
        .outerjoin(Question, Question.id == Answer.question_id)
        .where(Response.wave_id == wave.id, Response.state == ResponseState.BEGUN)
        .group_by(Response.id, Response.mode, Response.record_key)
        .subquery()
    )
    group = (last.c.mode, last.c.position)
    rows = select(*group, *people_count_columns(last.c.record_key)).group_by(*group).order_by(*group)
    return {(Mode(row.mode), row.position): read_people_count(row) for row in db.session.execute(rows)}


def sent_by_mode(wave: Wave) -> dict[Mode, PeopleCount]:
    """How many sent their answers, by mode."""
    rows = (
        select(Response.mode, *people_count_columns(Response.record_key))
        .where(Response.wave_id == wave.id, Response.state == ResponseState.SUBMITTED)
        .group_by(Response.mode)
        .order_by(Response.mode)
    )
    return {Mode(row.mode): read_people_count(row) for row in db.session.execute(rows)}


def ways_of(wave: Wave, sheet: Questionnaire, questions: Sequence[Question], person: Person) -> list[Way]:
    """Every mode of a wave; a question that its mode does not ask and where nobody stopped is left out."""
    stopped, sent = last_answered(wave), sent_by_mode(wave)

    def number(cell: PeopleCount) -> int:
        return exact(cell, by=person, purpose=PURPOSE)

    found = []
    for mode in [Mode(one) for one in wave.version.modes]:
        own = {position: number(cell) for (way, position), cell in stopped.items() if way == mode}
        done = number(sent.get(mode, NOBODY))
        found.append(_way(mode, sheet, questions, own, done))
    return found


def _way(
    mode: Mode, sheet: Questionnaire, questions: Sequence[Question], stopped: dict[int, int], sent: int
) -> Way:
    named = {one.position: one.key for one in questions}
    words = {ask.question_id: ask.words for ask in sheet.asked_in(mode)}
    began = left = sent + sum(stopped.values())
    stops = []
    for position, said in [(NOWHERE, None), *((one.position, words.get(one.id)) for one in questions)]:
        here = stopped.get(position, 0)
        left -= here
        if said or here or position == NOWHERE:
            stops.append(Stop(said or named.get(position), here, left))
    return Way(mode, began, sent, stops)
