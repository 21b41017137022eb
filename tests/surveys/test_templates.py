"""The surveys that ship: each can be made in an area, published and read easily."""

import flask
import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.core.vocabulary import Mode
from portal.core.words import check_words
from portal.surveys import missing
from portal.surveys.actions import make_survey, publish_version
from portal.surveys.templates import SurveyDraft, shipped
from tests.planting import area_called

SIX = [
    "after-review",
    "local-offer",
    "parents-and-carers",
    "practitioners",
    "yearly-satisfaction",
    "young-people",
]


def test_six_templates_ship() -> None:
    assert [draft.slug for draft in shipped()] == SIX


@pytest.mark.parametrize("draft", shipped(), ids=lambda draft: draft.slug)
def test_a_template_can_be_published_in_an_area_that_has_none(app: flask.Flask, draft: SurveyDraft) -> None:
    with transaction():
        survey = make_survey(area=area_called("wirral"), draft=draft, by=None, at=clock.now())
        assert [
            lack for lack in missing.lacks(survey.versions[0], area_called("wirral")) if lack.stops
        ] == []
        publish_version(version=survey.versions[0], by=None, at=clock.now())
        assert survey.versions[0].published_at


@pytest.mark.parametrize("draft", shipped(), ids=lambda draft: draft.slug)
def test_the_words_of_a_template_are_easy(draft: SurveyDraft) -> None:
    """As one text a mode: the grade of a few words alone says little."""
    for mode in draft.modes:
        put = [one.wordings[mode] for one in draft.questions if mode in one.wordings]
        words = [said or "" for _kind, *both in put for said in both]
        texts = [line for lines in draft.texts.values() for line in _lines(lines.get(mode))]
        report = check_words("\n".join([*texts, *words]), easy=mode == Mode.EASY)
        assert report.easy_enough, (mode, report.grade, report.long_sentences, report.short_forms)


def _lines(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(line) for line in value]
    return [value] if isinstance(value, str) else []
