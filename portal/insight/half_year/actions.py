"""The one write of reports: a half year is frozen and made public."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.insight.half_year.models import HalfYearReport


def freeze(
    *, area: Area, begins: date, ends: date, file: str, sha256: str, by: int | None, at: datetime
) -> HalfYearReport:
    """Keep the content as it is now, for good. Refuses a half year that goes on, and one that is frozen."""
    if clock.local(at).date() <= ends:
        raise RuleBroken("This half year is not over yet.")
    report = HalfYearReport(
        area_id=area.id,
        begins=begins,
        ends=ends,
        file=file,
        sha256=sha256,
        published_by=by,
        published_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(report)
    except IntegrityError as double:
        raise RuleBroken("This half year has its report already. It never changes.") from double
    subject = ("half-year report", report.id)
    audit.record(act="froze half-year report", by=by, area=area.id, at=at, subject=subject, sha256=sha256)
    return report
