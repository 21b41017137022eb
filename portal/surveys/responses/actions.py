"""Every write of responses: begin, keep an answer, change the mode, submit, take back.

No audit row is written for a family's act (rules.md, personal data).
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm.attributes import set_committed_value

from portal.areas.models import Area
from portal.codes.actions import use_code
from portal.codes.models import CodeState
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.rows import change_row, change_rows, insert_row
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback import actions as feedback
from portal.receipts.actions import drop_act
from portal.surveys.models import ONE_AUDIENCE, SurveyVersion, Wave
from portal.surveys.queries import worded
from portal.surveys.question_types import Given
from portal.surveys.questionnaire import Ask
from portal.surveys.responses.answer_actions import drop_answer, put_answer
from portal.surveys.responses.models import Response, ResponseState
from portal.surveys.responses.queries import items_of
from portal.surveys.scales import ENGLISH

RECEIPT_KIND = "survey response"
PURPOSE = "survey-wave"  # what codes that open a wave are kept under


def begin_response(
    *,
    area: Area,
    wave: Wave,
    mode: Mode,
    channel: Channel,
    at: datetime,
    language: str = ENGLISH,
    by_card: bool = False,
    place_id: int | None = None,
) -> Response:
    """Begin to answer a wave in a mode and language; refuses a wave that is not open and one without them.

    `by_card`: with a single-use code, which stays unused until the answers are sent. `place_id`: the
    place or event whose link brought them.
    """
    if not wave.is_open(at):
        raise RuleBroken("This survey is not open now. You can still tell us things in other ways.")
    if not wave.version.has_mode(mode):
        raise RuleBroken("Choose how you want to answer.", field="mode", status=422)
    _refuse_unworded(wave.version, mode, language)
    return new_response(
        area=area,
        wave=wave,
        mode=mode,
        channel=channel,
        place_id=place_id,
        language=language,
        by_card=by_card,
        at=at,
    )


def new_response(
    *,
    area: Area,
    wave: Wave,
    mode: Mode,
    channel: Channel,
    at: datetime,
    place_id: int | None = None,
    language: str = ENGLISH,
    by_card: bool = False,
    state: ResponseState = ResponseState.BEGUN,
) -> Response:
    """A response without answers; whether it may be given now is for the caller to ask."""
    response = Response(
        area_id=area.id,
        wave_id=wave.id,
        version_id=wave.version_id,
        mode=mode,
        language=language,
        audience=ONE_AUDIENCE.get(wave.survey.invited, Audience.PARENT_CARER),
        channel=channel,
        place_id=place_id,
        state=state,
        begun_on=clock.local(at).date(),
        by_card=by_card,
    )
    insert_row(response)
    set_committed_value(response, "answers", [])
    return response


def keep_answer(*, area: Area, response: Response, ask: Ask, given: Given, at: datetime) -> None:
    """Keep the answer to one question; it replaces the one before, and nothing in it is a skip.

    Refuses a response that was sent already and a wave whose time, with its grace, is over.
    """
    _refuse_if_over(response, at)
    put_answer(area=area, response=response, ask=ask, given=given, at=at)


def change_mode(*, response: Response, mode: Mode, at: datetime) -> None:
    """Go on in another mode; the answers so far stay, each in the kind it was given in."""
    _refuse_if_over(response, at)
    if response.may_add:
        raise RuleBroken("You have sent your first answers this way. Please go on this way.")
    if not response.version.has_mode(mode):
        raise RuleBroken("Choose how you want to answer.", field="mode", status=422)
    _refuse_unworded(response.version, mode, response.language)
    response.mode = mode


def _refuse_unworded(version: SurveyVersion, mode: Mode, language: str) -> None:
    if language != ENGLISH and not worded(version, mode, language):
        raise RuleBroken(
            "This way to answer is not in that language yet. Choose another.", field="mode", status=422
        )


def note_reached(*, response: Response, position: int) -> None:
    """Remember how far they came, so that they can go on there."""
    change_row(response, reached=max(response.reached, position))


def submit_response(
    *, response: Response, asked: list[Ask], at: datetime, card: tuple[str, ...] | None = None
) -> None:
    """Send the whole response: from now on it counts and staff may read its words.

    Answers to questions that are not asked any more (`asked` is the final route) are dropped: they
    were given before an earlier answer took their question away. Sending twice is refused. One begun
    with a card uses a card up now (`card`: its words), and is refused (field "code") without one that
    works; with a test card, or where staff try a draft out, nothing counts and no words reach staff.
    """
    _refuse_if_over(response, at)
    state = _state_when_sent(response, card)
    items = items_of(response)
    still_asked = {ask.question_id for ask in asked}
    for answer in list(response.answers):
        if answer.question_id not in still_asked:
            drop_answer(response=response, answer=answer)
            continue
        if answer.question_id in items and state == ResponseState.SUBMITTED:
            feedback.send(item=items[answer.question_id], at=at)
    change_rows(response.answers, state=state)
    response.state, response.may_add = state, False
    response.submitted_on = response.submitted_on or clock.local(at).date()
    db.session.flush()


def _state_when_sent(response: Response, card: tuple[str, ...] | None) -> ResponseState:
    if response.may_add:
        # its card was used with the first answers
        return response.state
    if response.wave.is_trial:
        return ResponseState.TEST
    return _use_card(response, card) if response.by_card else ResponseState.SUBMITTED


def _use_card(response: Response, card: tuple[str, ...] | None) -> ResponseState:
    if card is None:
        raise RuleBroken("Type the three words of your card. They send your answers.", "code", status=422)
    used = use_code(words=card, purpose=PURPOSE, subject_id=response.wave_id)
    return ResponseState.TEST if used == CodeState.TEST else ResponseState.SUBMITTED


def take_back(*, response: Response) -> None:
    """Take the whole response back: answers, words and the link to the receipt go.

    Figures already released stay as they are; the next release counts without it (rules.md).
    """
    for answer in list(response.answers):
        drop_answer(response=response, answer=answer)
    drop_act(kind=RECEIPT_KIND, subject_id=response.id)
    db.session.delete(response)
    db.session.flush()


def codes_by_key(response: Response, keys_by_id: Mapping[int, str]) -> dict[str, frozenset[str]]:
    """The codes chosen so far by question key, for the routing."""
    found: dict[str, set[str]] = {}
    for answer in response.answers:
        key = keys_by_id.get(answer.question_id)
        if key is not None:
            found.setdefault(key, set()).add(answer.code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _refuse_if_over(response: Response, at: datetime) -> None:
    if response.state != ResponseState.BEGUN and not response.may_add:
        raise RuleBroken("You have sent these answers already. We kept them.")
    if not response.wave.takes_answers(at):
        raise RuleBroken("This survey has closed. You can still tell us things in other ways.")
