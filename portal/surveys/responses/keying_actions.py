"""Responses typed from paper or a call: begun, kept, and counted a whole batch at a time."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, exists, or_, select, update
from sqlalchemy.orm import aliased

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel, Mode
from portal.feedback import actions as feedback
from portal.surveys.models import Question, Wave
from portal.surveys.question_types import WORDS, Given
from portal.surveys.questionnaire import Ask
from portal.surveys.responses.actions import new_response
from portal.surveys.responses.answer_actions import put_answer
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.responses.queries import routed_questions
from portal.surveys.routing import Rule, conditions

NUMBER = "number"
ALL_AT_ONCE = {"synchronize_session": False}


def begin_keyed(
    *, area: Area, wave: Wave, mode: Mode, channel: Channel, place_id: int | None, at: datetime
) -> Response:
    """A response that is typed by staff; it can come after the wave has closed, as paper does."""
    return new_response(
        area=area,
        wave=wave,
        mode=mode,
        channel=channel,
        place_id=place_id,
        state=ResponseState.KEYED,
        at=at,
    )


def key_answer(*, area: Area, response: Response, ask: Ask, given: Given, at: datetime) -> None:
    """Keep one answer as typed; refuses a response that counts already."""
    if response.state != ResponseState.KEYED:
        raise RuleBroken("This form counts already. Open its batch again first.")
    put_answer(area=area, response=response, ask=ask, given=given, at=at)


def count_keyed(*, records: Select[int], at: datetime) -> None:
    """These responses count from now on, and staff may read their words.

    On paper people also answer questions that a screen would not have asked: such choices stay as
    they were keyed and do not count, so that every channel has the same base. Their words are kept.
    """
    own = Response.id.in_(records)
    day = clock.local(at).date()
    sent: dict[str, Any] = {"state": ResponseState.SUBMITTED, "submitted_on": day}
    _change(update(Response).where(own, Response.state == ResponseState.KEYED).values(**sent))
    _restate_answers(Answer.response_id.in_(records), ResponseState.SUBMITTED)
    for question in routed_questions(records):
        off_route = _is_off_route(question)
        _restate_answers(
            Answer.response_id.in_(records)
            & (Answer.question_id == question.id)
            & (Answer.code != WORDS)
            & off_route,
            ResponseState.KEYED,
        )
    feedback.send_all(items=_items(records), at=at)


def uncount_keyed(*, records: Select[int], at: datetime) -> None:
    """The batch is open again: nothing of it counts, and its words are out of sight until it is signed."""
    back: dict[str, Any] = {"state": ResponseState.KEYED, "submitted_on": None}
    _change(update(Response).where(Response.id.in_(records)).values(**back))
    _restate_answers(Answer.response_id.in_(records), ResponseState.KEYED)
    feedback.unsend_all(items=_items(records))


def _is_off_route(question: Question) -> ColumnElement[bool]:
    """Whether the answers this one hangs on hide it: the rule of surveys/routing.py, in SQL."""
    rule = question.show_if or {}
    met = [_holds(condition, question) for condition in conditions(rule)]
    return ~(or_(*met) if "any" in rule else and_(*met))


def _holds(condition: Rule, question: Question) -> ColumnElement[bool]:
    other, asked = aliased(Answer), aliased(Question)
    given = (
        exists()
        .where(
            other.response_id == Answer.response_id,
            other.question_id == asked.id,
            asked.version_id == question.version_id,
            asked.key == condition["question"],
            other.state == ResponseState.SUBMITTED,
        )
        .correlate(Answer.__table__)
    )
    if "in" in condition:
        return given.where(other.code.in_(condition["in"]))
    if "at_least" in condition:
        # a CASE, because PostgreSQL may read a code as a number before it looks at the kind
        number = case((other.kind == NUMBER, cast(other.code, Integer)), else_=-1)
        return given.where(number >= int(condition["at_least"]))
    if "answered" in condition:
        return given
    return ~given.where(other.code.in_(condition.get("not_in", [])))


def _restate_answers(which: ColumnElement[bool], state: ResponseState) -> None:
    _change(update(Answer).where(which).values(state=state))


def _items(records: Select[int]) -> Select[Any]:
    return select(Answer.feedback_item_id).where(
        Answer.response_id.in_(records), Answer.feedback_item_id.is_not(None)
    )


def _change(statement: Any) -> None:
    db.session.execute(statement, execution_options=ALL_AT_ONCE)
    db.session.expire_all()
