"""Every read of frozen reports."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import defer

from portal.areas.models import Area
from portal.core.db import db
from portal.insight.half_year.models import HalfYearReport


def reports_of(area: Area) -> list[HalfYearReport]:
    """The frozen reports of an area without their content, the latest first."""
    rows = select(HalfYearReport).where(HalfYearReport.area_id == area.id)
    rows = rows.options(defer(HalfYearReport.file))
    return list(db.session.scalars(rows.order_by(HalfYearReport.begins.desc(), HalfYearReport.id)))


def report_in(area: Area, report_id: int) -> HalfYearReport | None:
    """One report of this area."""
    rows = select(HalfYearReport).where(HalfYearReport.area_id == area.id, HalfYearReport.id == report_id)
    return db.session.scalar(rows)


def is_frozen(area: Area, begins: date) -> bool:
    """Whether this half year is frozen already."""
    rows = select(HalfYearReport.id).where(
        HalfYearReport.area_id == area.id, HalfYearReport.begins == begins
    )
    return db.session.scalar(rows) is not None
