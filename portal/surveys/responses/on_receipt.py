"""What a receipt shows of a response, and how it is gone on with and taken back from there."""

from collections.abc import Collection

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.areas.models import Area
from portal.core import clock
from portal.core.vocabulary import Mode
from portal.receipts.registry import ActKind, Look, Said
from portal.surveys.responses import device
from portal.surveys.responses.actions import RECEIPT_KIND, take_back
from portal.surveys.responses.models import ResponseState
from portal.surveys.responses.queries import response_of, response_with_item
from portal.surveys.responses.sheet import Sheet, sheet_of, sheets_of


def _look(area: Area, response_ids: Collection[int]) -> list[Look]:
    return [_look_of(sheet) for sheet in sheets_of(area, response_ids)]


def _look_of(sheet: Sheet) -> Look:
    response = sheet.response
    begun = response.state == ResponseState.BEGUN
    questions = sheet.questionnaire.asked_in(response.mode, response.language)
    asks = {ask.question_id: ask.words for ask in questions}
    answered, asked = sheet.answered, len(sheet.asked)
    told = _("You had answered %(done)s of %(all)s questions.", done=answered, all=asked)
    return Look(
        subject_id=response.id,
        title=str(sheet.text("title")),
        is_easy=response.mode == Mode.EASY,
        sent_on=None if begun else response.submitted_on,
        line=str(told if begun else ngettext("%(num)s answer.", "%(num)s answers.", answered)),
        more=len(sheet.rest) if _has_rest(sheet) else 0,
        said=[Said(asks.get(question, ""), item) for question, item in sheet.items.items()],
    )


def _has_rest(sheet: Sheet) -> bool:
    """Whether the first answers are sent and the others can still follow."""
    return sheet.adds and bool(sheet.rest) and sheet.response.wave.takes_answers(clock.now())


def _go_on(area: Area, response_id: int) -> str | None:
    """Hold the response on this device and lead to the question after the furthest reached."""
    sheet = sheet_of(area, response_id)
    if sheet is None or not (sheet.response.state == ResponseState.BEGUN or _has_rest(sheet)):
        return None
    slug = sheet.response.wave.survey.slug
    device.forget(area, slug)  # the code of other answers to this survey is not the code of these
    device.hold(area, slug, response_id)
    following = sheet.asked[min(sheet.response.reached, len(sheet.asked) - 1)]
    return url_for("responses.question", slug=slug, key=following.key)


def _take_back(area: Area, response_id: int) -> None:
    response = response_of(area, response_id, for_update=True)
    if response is not None:
        device.forget(area, response.wave.survey.slug)
        take_back(response=response)


KIND = ActKind(
    kind=RECEIPT_KIND, look=_look, go_on=_go_on, take_back=_take_back, subject_of=response_with_item
)
