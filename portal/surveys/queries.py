"""Every read of surveys, versions and waves."""

from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.strategies.models import Measure, Theme
from portal.strategies.queries import measures_of, priorities_of, strategy_in_force
from portal.surveys.models import Question, SignVideoFile, Survey, SurveyVersion, Wave
from portal.surveys.questionnaire import Questionnaire, questionnaire_of


def survey_by_slug(area: Area, slug: str) -> Survey | None:
    """The survey of an area with this word in its address."""
    return db.session.scalar(select(Survey).where(Survey.area_id == area.id, Survey.slug == slug))


def surveys_of(area: Area) -> list[Survey]:
    """Every survey of an area with its versions and waves, by address."""
    rows = select(Survey).where(Survey.area_id == area.id).order_by(Survey.slug, Survey.id)
    return list(db.session.scalars(rows.options(selectinload(Survey.versions), selectinload(Survey.waves))))


def survey_in(area: Area, survey_id: int) -> Survey | None:
    """One survey of this area."""
    return db.session.scalar(select(Survey).where(Survey.area_id == area.id, Survey.id == survey_id))


def held_version(version_id: int) -> SurveyVersion | None:
    """A version as it stands now, locked until the transaction ends: its writers wait for each other."""
    row = select(SurveyVersion).where(SurveyVersion.id == version_id).with_for_update(of=SurveyVersion)
    db.session.flush()
    found = db.session.scalar(row)
    # what was read before the lock may be old
    db.session.expire_all()
    return found


def held_survey(survey_id: int) -> Survey:
    """A survey, locked until the transaction ends, with its waves as they stand now."""
    row = select(Survey).where(Survey.id == survey_id).with_for_update(of=Survey)
    db.session.flush()
    found = db.session.scalars(row).one()
    db.session.expire(found, ["waves"])
    return found


def questions_of(version: SurveyVersion) -> list[Question]:
    """The questions of a version in order, with wordings, themes and measures."""
    rows = (
        select(Question)
        .where(Question.version_id == version.id)
        .options(selectinload(Question.themes), selectinload(Question.measures))
        .order_by(Question.position, Question.id)
    )
    return list(db.session.scalars(rows))


def sign_video_with(area_id: int, content_hash: str) -> SignVideoFile | None:
    """The video of an area with this content, its bytes unread."""
    rows = select(SignVideoFile).where(
        SignVideoFile.area_id == area_id, SignVideoFile.content_hash == content_hash
    )
    return db.session.scalar(rows)


def measures_for(area: Area, today: date) -> list[Measure]:
    """The measures of the strategy in force, in its order."""
    strategy = strategy_in_force(area, today)
    return measures_of(priorities_of(strategy)) if strategy else []


def _waves(area: Area) -> Select[Wave]:
    rows = select(Wave).join(Wave.survey).where(Survey.area_id == area.id, Wave.is_trial.is_(False))
    return rows.options(joinedload(Wave.survey), joinedload(Wave.version))


def open_waves(area: Area, at: datetime) -> list[Wave]:
    """Waves that are open now, those that close first on top, with their surveys and versions."""
    rows = _waves(area).where(Wave.opens_at <= at, Wave.closes_at > at)
    return list(db.session.scalars(rows.order_by(Wave.closes_at, Wave.id)))


def wave_to_show(area: Area, slug: str, at: datetime) -> Wave | None:
    """The wave a visitor of a survey's address meets: the newest that has opened, else the next.

    With its survey and version; None when the area has no such survey or it never had a wave.
    """
    rows = _waves(area).where(Survey.slug == slug)
    found = list(db.session.scalars(rows.order_by(Wave.opens_at, Wave.id)))
    opened = [wave for wave in found if wave.opens_at <= at]
    return opened[-1] if opened else next(iter(found), None)


def trial_of(version: SurveyVersion) -> Wave | None:
    """Where staff try this draft out, None when nobody has yet."""
    return db.session.scalar(select(Wave).where(Wave.version_id == version.id, Wave.is_trial))


def wave_in(area: Area, wave_id: int) -> Wave | None:
    """One wave of this area with its survey and version."""
    return db.session.scalar(_waves(area).where(Wave.id == wave_id))


def begun_waves(area: Area, at: datetime) -> list[Wave]:
    """Waves that have opened, the newest first, with their surveys and versions."""
    rows = _waves(area).where(Wave.opens_at <= at)
    return list(db.session.scalars(rows.order_by(Wave.closes_at.desc(), Wave.id)))


def waves_still_to_close(area: Area, at: datetime) -> list[Wave]:
    """Waves that are open or planned, those that close first on top, with their surveys and versions."""
    rows = _waves(area).where(Wave.closes_at > at)
    return list(db.session.scalars(rows.order_by(Wave.closes_at, Wave.id)))


def newest_waves(area: Area) -> list[Wave]:
    """Every wave of an area, the newest first, with their surveys and versions."""
    return list(db.session.scalars(_waves(area).order_by(Wave.opens_at.desc(), Wave.id.desc())))


def questionnaire_for(wave: Wave) -> Questionnaire:
    """The plain values of the version a wave is answered on."""
    return questionnaire_of(wave.version, database=str(db.engine.url))


def worded(version: SurveyVersion, mode: str, language: str) -> bool:
    """Whether a version is worded from end to end in this mode and language."""
    sheet = questionnaire_of(version, database=str(db.engine.url))
    return bool(sheet.asked_in(mode, language))


def themes_by_slug() -> dict[str, Theme]:
    """Every common theme by its slug."""
    return {theme.slug: theme for theme in db.session.scalars(select(Theme).order_by(Theme.id))}


def measures_by_slug() -> dict[str, Measure]:
    """Every measure of every strategy by its slug."""
    return {measure.slug: measure for measure in db.session.scalars(select(Measure).order_by(Measure.id))}
