"""Every write of surveys: make one from a template, publish a version, open a wave."""

from datetime import datetime

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.surveys.models import Invited, Question, Survey, SurveyVersion, Wave, Wording
from portal.surveys.queries import measures_by_slug, survey_by_slug, themes_by_slug
from portal.surveys.templates import QuestionDraft, SurveyDraft


def make_survey(*, area: Area, draft: SurveyDraft, by: int | None, at: datetime) -> Survey:
    """A survey with version 1 as a draft, from a template; refuses a slug the area already has."""
    if survey_by_slug(area, draft.slug) is not None:
        raise RuleBroken("There is a survey with this address already.", field="slug")
    survey = Survey(area_id=area.id, slug=draft.slug, invited=Invited(draft.invited))
    version = SurveyVersion(number=1, modes=list(draft.modes), texts=draft.texts)
    survey.versions.append(version)
    themes, measures = themes_by_slug(), measures_by_slug()
    for position, entry in enumerate(draft.questions, start=1):
        question = _question(entry, position)
        question.themes = [themes[slug] for slug in entry.themes]
        question.measures = [measures[slug] for slug in entry.measures if slug in measures]
        version.questions.append(question)
    db.session.add(survey)
    db.session.flush()
    audit.record(act="made survey", by=by, area=area.id, at=at, subject=("survey", survey.id))
    return survey


def _question(entry: QuestionDraft, position: int) -> Question:
    wordings = [
        Wording(mode=mode, language="en", kind=kind, words=words, help=hint)
        for mode, (kind, words, hint) in entry.wordings.items()
    ]
    return Question(
        key=entry.key,
        position=position,
        options=entry.options,
        own_answers=entry.own_answers,
        show_if=entry.show_if,
        picture=entry.picture,
        wordings=wordings,
    )


def publish_version(*, version: SurveyVersion, by: int | None, at: datetime) -> None:
    """Publish a draft: from now on nothing in it changes; refuses to publish twice."""
    if version.published_at is not None:
        raise RuleBroken("This version is published already.")
    version.published_at = at
    db.session.flush()
    audit.record(
        act="published survey version",
        by=by,
        area=version.survey.area_id,
        at=at,
        subject=("survey version", version.id),
    )


def open_wave(
    *,
    version: SurveyVersion,
    slug: str,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    by: int | None,
    at: datetime,
) -> Wave:
    """Plan a round of a survey on a published version; refuses a draft and an end before the start."""
    if version.published_at is None:
        raise RuleBroken("Publish the version first.")
    if closes_at <= opens_at:
        raise RuleBroken("The end must be after the start.", field="closes_at")
    wave = Wave(
        survey_id=version.survey_id,
        version_id=version.id,
        slug=slug,
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    db.session.add(wave)
    db.session.flush()
    area_id = version.survey.area_id
    audit.record(act="opened wave", by=by, area=area_id, at=at, subject=("wave", wave.id))
    return wave
