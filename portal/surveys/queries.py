"""Every read of surveys, versions and waves."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.strategies.models import Measure, Theme
from portal.surveys.models import Question, Survey, SurveyVersion, Wave
from portal.surveys.questionnaire import Questionnaire, questionnaire_of


def survey_by_slug(area: Area, slug: str) -> Survey | None:
    """The survey of an area with this word in its address."""
    return db.session.scalar(select(Survey).where(Survey.area_id == area.id, Survey.slug == slug))


def surveys_of(area: Area) -> list[Survey]:
    """Every survey of an area."""
    rows = select(Survey).where(Survey.area_id == area.id).order_by(Survey.slug, Survey.id)
    return list(db.session.scalars(rows.options(selectinload(Survey.waves))))


def latest_version(survey: Survey) -> SurveyVersion | None:
    """The published version with the highest number."""
    rows = select(SurveyVersion).where(
        SurveyVersion.survey_id == survey.id, SurveyVersion.published_at.is_not(None)
    )
    return db.session.scalar(rows.order_by(SurveyVersion.number.desc()).limit(1))


def open_waves(area: Area, at: datetime) -> list[Wave]:
    """Waves that are open now, those that close first on top, with their surveys and versions."""
    rows = (
        select(Wave)
        .join(Wave.survey)
        .where(Survey.area_id == area.id, Wave.opens_at <= at, Wave.closes_at > at)
        .options(joinedload(Wave.survey), joinedload(Wave.version))
        .order_by(Wave.closes_at, Wave.id)
    )
    return list(db.session.scalars(rows))


def wave_to_show(area: Area, slug: str, at: datetime) -> Wave | None:
    """The wave a visitor of a survey's address meets: the newest that has opened, else the next.

    With its survey and version; None when the area has no such survey or it never had a wave.
    """
    rows = (
        select(Wave)
        .join(Wave.survey)
        .where(Survey.area_id == area.id, Survey.slug == slug)
        .options(joinedload(Wave.survey), joinedload(Wave.version))
        .order_by(Wave.opens_at, Wave.id)
    )
    found = list(db.session.scalars(rows))
    opened = [wave for wave in found if wave.opens_at <= at]
    return opened[-1] if opened else next(iter(found), None)


def waves_of(area: Area) -> list[Wave]:
    """Every wave of an area, newest first, with its survey and version."""
    rows = (
        select(Wave)
        .join(Wave.survey)
        .where(Survey.area_id == area.id)
        .options(joinedload(Wave.survey), joinedload(Wave.version))
        .order_by(Wave.opens_at.desc(), Wave.id)
    )
    return list(db.session.scalars(rows))


def wave_in(area: Area, wave_id: int) -> Wave | None:
    """One wave of this area with its survey and version."""
    rows = select(Wave).join(Wave.survey).where(Wave.id == wave_id, Survey.area_id == area.id)
    return db.session.scalar(rows.options(joinedload(Wave.survey), joinedload(Wave.version)))


def waves_still_to_close(area: Area, at: datetime) -> list[Wave]:
    """Waves that are open or planned, those that close first on top, with their surveys and versions."""
    rows = (
        select(Wave)
        .join(Wave.survey)
        .where(Survey.area_id == area.id, Wave.closes_at > at)
        .options(joinedload(Wave.survey), joinedload(Wave.version))
        .order_by(Wave.closes_at, Wave.id)
    )
    return list(db.session.scalars(rows))


def questionnaire_for(wave: Wave) -> Questionnaire:
    """The plain values of the version a wave is answered on."""
    return questionnaire_of(wave.version, database=str(db.engine.url))


def themes_by_slug() -> dict[str, Theme]:
    """Every common theme by its slug."""
    return {theme.slug: theme for theme in db.session.scalars(select(Theme).order_by(Theme.id))}


def measures_by_slug() -> dict[str, Measure]:
    """Every measure of every strategy by its slug."""
    return {measure.slug: measure for measure in db.session.scalars(select(Measure).order_by(Measure.id))}


def questions_of_version(version_id: int) -> list[Question]:
    """The questions of a version with wordings, themes and measures."""
    rows = (
        select(Question)
        .where(Question.version_id == version_id)
        .options(selectinload(Question.themes), selectinload(Question.measures))
        .order_by(Question.position, Question.id)
    )
    return list(db.session.scalars(rows))
