"""A line as an SVG file that stands by itself, drawn from shown figures, with what it rests on.

The drawing is that of the pages (charts.py), wider, with each figure at its mark. The same figures give
the same text, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.core.chart_sheet import NOTE_LETTER, ROOM, Sheet
from portal.core.charts import HIGH, Spot, line_chart


@dataclass(frozen=True)
class Line:
    """One line: its spots in order, and `says`, the sentence on what it shows and how sure that is.

    `unit` follows each figure; `end`: where the axis ends; `target`: a dashed line.
    """

    title: str
    says: str
    spots: Sequence[Spot]
    unit: str = ""
    end: float | None = None
    target: float | None = None


def line_file(drawn: Line, *, notes: Sequence[str], hidden: str) -> Markup:
    """The file of one line. `notes` stand under it (dates, rule), `hidden` for a spot without a figure."""
    sheet = Sheet(drawn.title)
    sheet.words(drawn.says)
    sheet.top += NOTE_LETTER
    chart = line_chart(
        drawn.spots,
        says="",
        target=drawn.target,
        unit=drawn.unit,
        end=drawn.end,
        wide=ROOM,
        with_figures=True,
    )
    sheet.drawing(chart, HIGH)
    figures = [f"{one.label}: {_figure(one, drawn.unit, hidden)}" for one in drawn.spots]
    told = "; ".join(figures)
    # what is missing is said in sight too: a gap alone could be taken for nobody
    missing = [words for one, words in zip(drawn.spots, figures, strict=True) if one.value is None]
    for note in [*missing, *notes]:
        sheet.words(note, NOTE_LETTER)
    return sheet.finished(f"{drawn.says} {told}.")


def _figure(spot: Spot, unit: str, hidden: str) -> str:
    return hidden if spot.value is None else f"{spot.value:,g}{unit}"
