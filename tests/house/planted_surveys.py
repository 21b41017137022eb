"""Surveys that the house tests plant: short ones with a round open now, one with a draft."""

from dataclasses import replace
from datetime import datetime
from functools import cache

from portal.accounts.models import Person
from portal.core.vocabulary import Mode
from portal.surveys.actions import make_survey, next_version, open_wave, publish_version
from portal.surveys.around_actions import keep_video
from portal.surveys.queries import survey_by_slug
from portal.surveys.sign_videos import SentVideo
from portal.surveys.templates import BOTH_SIDES, SurveyDraft, shipped
from tests.planting import CLOSES, OPENS, area_called

Address = dict[str, str | int]


@cache
def _short_draft() -> SurveyDraft:
    """The first questions of a shipped survey."""
    whole = shipped(BOTH_SIDES)[0]
    return replace(whole, questions=whole.questions[:2])


def a_builder(slug: str, admin: Person, at: datetime) -> Address:
    """A survey with a round open now and its next version being written."""
    survey = survey_by_slug(area_called(slug), survey_called(f"built-in-{slug}", slug, at))
    assert survey is not None
    draft = next_version(survey=survey, by=admin.id, at=at)
    return {
        "survey_id": survey.id,
        "question_id": draft.questions[-1].id,
        "wave_id": survey.waves[0].id,
        "number": 2,
        "mode": Mode.STANDARD,
        "video_hash": keep_video(area_id=survey.area_id, sent=SentVideo(slug.encode(), "mp4")),
    }


def survey_called(word: str, slug: str, at: datetime) -> str:
    """One more survey of an area, with a wave open now; returns the word in its address."""
    draft = replace(_short_draft(), slug=word)
    survey = make_survey(area=area_called(slug), draft=draft, by=None, at=at)
    publish_version(version=survey.versions[0], by=None, at=at)
    open_wave(
        version=survey.versions[0],
        # a round of its own: the demonstration's bear their year, whatever year it is
        slug="of-the-house",
        title="A round of the house",
        opens_at=at + OPENS,
        closes_at=at + CLOSES,
        by=None,
        at=at,
    )
    return survey.slug
