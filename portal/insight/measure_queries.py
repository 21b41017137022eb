"""Reads that join measures to what was released of the questions that show them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.releases.models import Release
from portal.strategies.models import Measure
from portal.surveys.models import Question, Survey, SurveyVersion


def questions_showing(area: Area, measures: Iterable[Measure]) -> list[Question]:
    """Every question of every version of an area's surveys that shows one of the measures."""
    rows = (
        select(Question)
        .join(Question.version)
        .join(SurveyVersion.survey)
        .where(
            Survey.area_id == area.id,
            Question.measures.any(Measure.id.in_([one.id for one in measures])),
        )
        .options(
            joinedload(Question.version).joinedload(SurveyVersion.survey), selectinload(Question.measures)
        )
        .order_by(Question.id)
    )
    return list(db.session.scalars(rows))


def published_files(area: Area, kind: str, things: Iterable[str]) -> list[Release]:
    """The published releases of one kind of these things with their figures, the oldest round first."""
    rows = select(Release).where(
        Release.area_id == area.id,
        Release.kind == kind,
        Release.thing.in_(list(things)),
        Release.published_at.is_not(None),
    )
    return list(db.session.scalars(rows.order_by(Release.closed_on, Release.id)))
