"""Makers for tests: open surveys in an area, and answer one through the actions."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.vocabulary import Channel, Mode
from portal.surveys.actions import make_survey, open_wave, publish_version
from portal.surveys.models import Wave
from portal.surveys.queries import wave_to_show
from portal.surveys.question_types import Given
from portal.surveys.responses.actions import begin_response, keep_answer, submit_response
from portal.surveys.responses.models import Response
from portal.surveys.responses.sheet import Sheet, sheet_of
from portal.surveys.templates import BOTH_SIDES, shipped

OPENS = timedelta(days=-3)
CLOSES = timedelta(days=30)


def area_called(slug: str) -> Area:
    """An area that is there."""
    area = area_by_slug(slug)
    assert area is not None
    return area


def plant_surveys(at: datetime) -> None:
    """Both shipped surveys in Liverpool and Knowsley, published, with a wave open now."""
    for slug in ("liverpool", "knowsley"):
        for draft in shipped(BOTH_SIDES):
            survey = make_survey(area=area_called(slug), draft=draft, by=None, at=at)
            version = survey.versions[0]
            publish_version(version=version, by=None, at=at)
            open_wave(
                version=version,
                slug="2026",
                title="Autumn 2026",
                opens_at=at + OPENS,
                closes_at=at + CLOSES,
                by=None,
                at=at,
            )


def open_wave_of(area_slug: str, survey_slug: str) -> Wave:
    """The wave that is open now."""
    wave = wave_to_show(area_called(area_slug), survey_slug, clock.now())
    assert wave is not None
    return wave


def begun(
    area_slug: str = "liverpool", survey: str = "parents-and-carers", mode: Mode = Mode.STANDARD
) -> Sheet:
    """A response just begun, with its questionnaire."""
    area = area_called(area_slug)
    wave = open_wave_of(area_slug, survey)
    response = begin_response(area=area, wave=wave, mode=mode, channel=Channel.WEB, at=clock.now())
    sheet = sheet_of(area, response.id)
    assert sheet is not None
    return sheet


def answer(sheet: Sheet, key: str, *codes: str, words: str = "") -> Sheet:
    """Keep one answer; returns the sheet with its new route."""
    ask = sheet.questionnaire.ask(sheet.response.mode, key)
    assert ask is not None
    given = Given(tuple(codes), words)
    keep_answer(area=sheet.area, response=sheet.response, ask=ask, given=given, at=clock.now())
    return sheet.rerouted()


def submitted(
    answers: dict[str, str],
    area_slug: str = "liverpool",
    survey: str = "parents-and-carers",
    mode: Mode = Mode.STANDARD,
) -> Response:
    """A submitted response: codes by question key; the words of own-words questions."""
    sheet = begun(area_slug, survey, mode)
    for key, value in answers.items():
        ask = sheet.questionnaire.ask(mode, key)
        assert ask is not None, key
        words = value if ask.type.takes == "words" else ""
        sheet = answer(sheet, key, *(() if words else (value,)), words=words)
    submit_response(response=sheet.response, asked=sheet.asked, at=clock.now())
    return sheet.response
