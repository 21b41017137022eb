"""Every write of surveys: make one from a template, publish a version, open a wave."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import free_slug
from portal.core.vocabulary import Mode
from portal.surveys.draft_actions import copied
from portal.surveys.missing import stoppers
from portal.surveys.models import Invited, Question, Survey, SurveyVersion, Wave, Wording
from portal.surveys.queries import (
    held_survey,
    held_version,
    measures_by_slug,
    survey_by_slug,
    themes_by_slug,
)
from portal.surveys.scales import ENGLISH
from portal.surveys.templates import QuestionDraft, SurveyDraft
from portal.surveys.trials import wipe_trial

DRAFT_THERE = "The next version is being written already."


def make_survey(
    *, area: Area, draft: SurveyDraft, by: int | None, at: datetime, not_taken: Sequence[str] = ()
) -> Survey:
    """A survey with version 1 as a draft, from a template or a file; refuses a slug the area already has.

    `not_taken`: what was left out of the file.
    """
    if survey_by_slug(area, draft.slug) is not None:
        raise RuleBroken("There is a survey with this address already.", field="slug")
    survey = Survey(area_id=area.id, slug=draft.slug, invited=Invited(draft.invited))
    version = SurveyVersion(number=1, modes=list(draft.modes), texts=draft.texts)
    version.not_taken = list(not_taken) or None
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
        Wording(
            mode=Mode(where.partition("@")[0]),
            language=where.partition("@")[2] or ENGLISH,
            kind=kind,
            words=words,
            help=hint,
        )
        for where, (kind, words, hint) in entry.wordings.items()
    ]
    return Question(
        key=entry.key,
        position=position,
        options=entry.options,
        own_answers=entry.own_answers,
        show_if=entry.show_if,
        picture=entry.picture,
        section=entry.section,
        wordings=wordings,
    )


def copy_survey(*, version: SurveyVersion, title: str, by: int, at: datetime) -> Survey:
    """A new survey whose draft begins as a copy of a version; its address is its title."""
    area_id = version.survey.area_id
    survey = Survey(
        area_id=area_id, slug=free_slug(Survey, area_id, title, "survey"), invited=version.survey.invited
    )
    draft = _copied_version(version, 1)
    draft.texts["title"] = dict.fromkeys(version.modes, title)
    survey.versions.append(draft)
    _add(survey)
    audit.record(act="copied survey", by=by, area=area_id, at=at, subject=("survey", survey.id))
    return survey


def next_version(*, survey: Survey, by: int, at: datetime) -> SurveyVersion:
    """A draft of the next version, a copy of the newest; refuses while there is a draft."""
    newest = survey.versions[-1]
    if newest.published_at is None:
        raise RuleBroken(DRAFT_THERE)
    draft = _copied_version(newest, newest.number + 1)
    draft.survey_id = survey.id
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError as double:
        raise RuleBroken(DRAFT_THERE) from double
    db.session.expire(survey, ["versions"])
    subject = ("survey version", draft.id)
    audit.record(act="began survey version", by=by, area=survey.area_id, at=at, subject=subject)
    return draft


def _copied_version(version: SurveyVersion, number: int) -> SurveyVersion:
    draft = SurveyVersion(number=number, modes=list(version.modes), texts=deepcopy(version.texts))
    draft.questions = [copied(question) for question in version.questions]
    return draft


def with_free_slug(draft: SurveyDraft, area_id: int, title: str) -> SurveyDraft:
    """The same draft for an address that says its title and is free in the area."""
    return replace(draft, slug=free_slug(Survey, area_id, title, "survey"))


def _add(survey: Survey) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(survey)
    except IntegrityError as double:
        raise RuleBroken("There is a survey with this address already.", field="title") from double


def publish_version(
    *,
    version: SurveyVersion,
    by: int | None,
    at: datetime,
    note: str = "",
    comparable: Sequence[str] = (),
) -> None:
    """Publish a draft: from now on nothing in it changes, and its test answers are gone. Refuses twice.

    `note`: what changed since the version before, asked for from the second version on. `comparable`:
    the keys of questions whose answers may be laid beside those of the version before.
    """
    held = held_version(version.id)
    if held is None or held.published_at is not None:
        raise RuleBroken("This version is published already.")
    if held.number > 1 and not note:
        raise RuleBroken("Say what changed since the version before.", field="note", status=422)
    missing = stoppers(held)
    if missing:
        raise RuleBroken("First: %(what)s", what=missing[0].what, status=422)
    wipe_trial(held)
    held.note, held.comparable = note or None, list(comparable)
    db.session.flush()
    held.published_at = at
    db.session.flush()
    audit.record(
        act="published survey version",
        by=by,
        area=held.survey.area_id,
        at=at,
        subject=("survey version", held.id),
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
        raise RuleBroken("The end must be after the start.", field="closes_at", status=422)
    survey = held_survey(version.survey_id)
    if any(wave.slug == slug for wave in survey.waves):
        raise RuleBroken("This survey has a round with this name.", field="slug", status=422)
    if any(wave.opens_at < closes_at and opens_at < wave.closes_at for wave in survey.waves):
        raise RuleBroken("Another round of this survey is open in that time.", field="opens_at", status=422)
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
    db.session.expire(survey, ["waves"])
    area_id = version.survey.area_id
    audit.record(act="opened wave", by=by, area=area_id, at=at, subject=("wave", wave.id))
    return wave


def close_wave(*, wave: Wave, by: int, at: datetime) -> None:
    """Close a round now; those who have begun keep their hours of grace. Refuses one that is not open."""
    if not wave.is_open(at):
        raise RuleBroken("This round is not open.")
    wave.closes_at = at
    db.session.flush()
    area_id = wave.survey.area_id
    audit.record(act="closed wave", by=by, area=area_id, at=at, subject=("wave", wave.id))
