"""A survey is asked in a language it is worded in and the area has signed; answers keep that language."""

import flask
import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel, Mode
from portal.languages import pseudo
from portal.surveys.actions import open_wave, publish_version
from portal.surveys.models import Question, Survey, SurveyVersion, Wave, Wording
from portal.surveys.responses.actions import begin_response
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.languages.test_signing import signed
from tests.planting import CLOSES, OPENS, area_called

START = "/liverpool/surveys/two-languages/"
KIND = "free"
TITLE = pseudo.dressed("Two languages")
SAID = {"standard": "How is school?", "easy": "Is school good?"}


def plant_survey() -> Wave:
    """A survey with one question; in the made-up language it is worded in standard words only."""
    with transaction():
        wordings = [Wording(mode=m, language="en", kind=KIND, words=SAID[m]) for m in SAID]
        words = pseudo.dressed(SAID["standard"])
        wordings.append(Wording(mode="standard", language=pseudo.CODE, kind=KIND, words=words))
        texts = {
            "title": {
                "standard": "Two languages",
                "easy": "Two languages",
                f"standard@{pseudo.CODE}": pseudo.dressed("Two languages"),
            },
            "purpose": {"standard": "To try it.", "easy": "To try it."},
            "privacy": {"standard": ["No names."]},
            "minutes": {"standard": 1},
        }
        survey = Survey(area_id=area_called("liverpool").id, slug="two-languages", invited="families")
        version = SurveyVersion(number=1, modes=["standard", "easy"], texts=texts)
        version.questions.append(Question(key="open.best", position=1, wordings=wordings))
        survey.versions.append(version)
        db.session.add(survey)
        db.session.flush()
        at = clock.now()
        publish_version(version=version, by=None, at=at)
        return open_wave(
            version=version,
            slug="2026",
            title="Now",
            opens_at=at + OPENS,
            closes_at=at + CLOSES,
            by=None,
            at=at,
        )


def latest_language() -> str:
    """The language of the only response."""
    return str(db.session.execute(db.select(Response.language)).scalars().one())


def test_a_language_is_offered_only_when_it_is_worded_and_signed(client: CheckedClient) -> None:
    plant_survey()
    assert 'name="language"' not in client.get(START).text
    signed()
    assert f'value="{pseudo.CODE}"' in client.get(START).text
    assert 'name="language"' not in client.get("/liverpool/surveys/parents-and-carers/").text


def test_questions_and_answers_are_in_the_language_that_was_chosen(client: CheckedClient) -> None:
    plant_survey()
    signed()
    answer = client.send(START, mode="standard", language=pseudo.CODE)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert pseudo.dressed("How is school?") in page
    assert 'dir="rtl" class="govuk-template"' in page
    assert latest_language() == pseudo.CODE


def test_answers_in_english_on_a_page_from_right_to_left_are_kept_as_english(client: CheckedClient) -> None:
    plant_survey()
    signed()
    client.get(f"/liverpool/?language={pseudo.CODE}")
    page = client.get(f"{START}").text
    assert f'value="{pseudo.CODE}" checked' in page
    answer = client.send(START, mode="easy", language="en")
    assert "Is school good?" in client.get(answer.location).text
    assert latest_language() == "en"


def test_a_way_that_is_not_worded_in_the_language_is_refused_kindly(client: CheckedClient) -> None:
    plant_survey()
    signed()
    answer = client.send(START, mode="easy", language=pseudo.CODE)
    assert answer.status_code == 422
    assert "not in that language yet" in answer.text


def test_a_language_that_is_not_offered_any_more_becomes_english(client: CheckedClient) -> None:
    plant_survey()
    assert client.send(START, mode="standard", language=pseudo.CODE).status_code == 303
    assert latest_language() == "en"


def test_a_page_that_sends_no_language_is_answered_in_english(client: CheckedClient) -> None:
    plant_survey()
    assert client.send(START, mode="standard").status_code == 303
    assert latest_language() == "en"


def test_the_action_itself_refuses_a_language_without_words(app: flask.Flask) -> None:
    wave_id = plant_survey().id
    with transaction():
        wave = db.session.get(Wave, wave_id)
        assert wave is not None
        with pytest.raises(RuleBroken):
            begin_response(
                area=area_called("liverpool"),
                wave=wave,
                mode=Mode.EASY,
                channel=Channel.WEB,
                at=clock.now(),
                language=pseudo.CODE,
            )
