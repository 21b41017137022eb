"""What the house tests plant above the board: a frozen report of an early half year; notes on reach."""

from datetime import date, datetime, timedelta

from portal.core.db import transaction
from portal.insight.half_year.actions import freeze
from portal.insight.half_year.content import content_of, written
from portal.insight.reach.actions import add_note, put_figures
from portal.insight.reach.details import Brought, NoteDetails
from portal.insight.reach.models import Dimension, NoteState
from portal.insight.reach.queries import notes_of, populations_of
from tests.planting import area_called


def a_report(slug: str, at: datetime) -> dict[str, str | int]:
    """The frozen report of the first half of 2020: its id."""
    begins, ends = date(2020, 1, 1), date(2020, 6, 30)
    with transaction():
        area = area_called(slug)
        file, sha256 = written(content_of(area, begins, ends, at.date()))
        report = freeze(area=area, begins=begins, ends=ends, file=file, sha256=sha256, by=1, at=at)
        return {"half_year_id": report.id}


def reach_of(slug: str) -> dict[str, str | int]:
    """Figures of who lives here and a note, as the demonstration has them."""
    area = area_called(slug)
    note = notes_of(area, Dimension.LOCALITY)[0]
    return {
        "population_id": populations_of(area)[0].id,
        "reach_note_id": note.id,
        "dimension": Dimension.LOCALITY.value,
    }


def more_reach(slug: str, number: int, at: datetime) -> None:
    """One more note, and figures of one more day."""
    area, group = area_called(slug), area_called(slug).localities[0].slug
    day = date(2001, 1, 1) + timedelta(days=number)
    brought = Brought(day, "census", {group: number + 1})
    put_figures(area=area, dimension=Dimension.LOCALITY, brought=brought, by=1, at=at)
    details = NoteDetails(
        Dimension.LOCALITY, group, NoteState.IDEA, f"Way {number}.", "", "officer", at.date()
    )
    add_note(area=area, details=details, by=1, at=at)
