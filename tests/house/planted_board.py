"""What the house tests plant above the board: a frozen report of an early half year."""

from datetime import date, datetime

from portal.core.db import transaction
from portal.insight.half_year.actions import freeze
from portal.insight.half_year.content import content_of, written
from tests.planting import area_called


def a_report(slug: str, at: datetime) -> dict[str, str | int]:
    """The frozen report of the first half of 2020: its id."""
    begins, ends = date(2020, 1, 1), date(2020, 6, 30)
    with transaction():
        area = area_called(slug)
        file, sha256 = written(content_of(area, begins, ends, at.date()))
        report = freeze(area=area, begins=begins, ends=ends, file=file, sha256=sha256, by=1, at=at)
        return {"half_year_id": report.id}
