"""The charts of a themed export as files: each as SVG and PNG, beside the tables they are drawn from."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from flask_babel import gettext as _
from markupsafe import Markup

from portal.core.bar_charts import Bars, bar_chart
from portal.core.disclosure import rule_sentence
from portal.core.filters import long_date
from portal.core.line_files import line_file
from portal.core.rasterising import png_of
from portal.core.spreadsheet import Cell, CsvFiles
from portal.exports import figure_sheets, read_me
from portal.exports.native_charts import bars_of
from portal.exports.pack_parts import Report
from portal.exports.scope import Scope
from portal.exports.trend_files import (
    MEASURE_HEADINGS,
    TREND_HEADINGS,
    Drawn,
    drawn_measures,
    drawn_trend,
)
from portal.exports.trends import trends_of

PIXELS_WIDE = 1280
LONGEST_NAME = 60


def write(path: Path, scope: Scope, not_cleared: int, report: Report) -> int:
    """One zip of SVG, PNG and CSV files; no words of a family stand in it, so it holds none of them."""
    bars = list(_bars(scope))
    trends = [drawn_trend(one) for one in trends_of(scope)]
    measures = list(drawn_measures(scope))
    total = len(bars) + sum(one.line is not None for one in (*trends, *measures))
    with CsvFiles(path) as files:
        _add_tables(files, scope, not_cleared)
        drawings = _Drawings(files, scope, report, total)
        for chart in bars:
            notes = [chart.says, _days(scope)]
            drawings.add(chart.title, partial(bar_chart, chart, hidden=_("few people or none")), notes)
        files.add("Trends", TREND_HEADINGS, drawings.rows_of(trends))
        files.add("Measures over time", MEASURE_HEADINGS, drawings.rows_of(measures))
        if not total:
            files.add_lines("no-charts.txt", [_("No group is large enough for a chart.")])
        elif not any(one.line for one in trends):
            files.add_lines("no-lines.txt", [_("A line over time needs two rounds with a share.")])
    return 0


def _add_tables(files: CsvFiles, scope: Scope, not_cleared: int) -> None:
    files.add("Read me", read_me.HEADINGS, read_me.read_me_rows(scope, not_cleared))
    files.add("Themes", figure_sheets.THEME_HEADINGS, figure_sheets.theme_rows(scope))
    files.add("Priorities", figure_sheets.PRIORITY_HEADINGS, figure_sheets.priority_rows(scope))
    files.add("Criteria", figure_sheets.CRITERION_HEADINGS, figure_sheets.criterion_rows(scope))
    files.add("Working or not", figure_sheets.STANCE_HEADINGS, figure_sheets.stance_rows(scope))


class _Drawings:
    """The drawings of one zip, numbered as they are put in."""

    def __init__(self, files: CsvFiles, scope: Scope, report: Report, total: int) -> None:
        self._files, self._report, self._total, self._done = files, report, total, 0
        self._above = [_("Example. People and numbers are made up.")] if scope.demonstration else []
        self._below = [rule_sentence(scope.protect.settings, _)]

    def add(
        self, title: str, draw: Callable[..., Markup], notes: Sequence[str], *, of_people: bool = True
    ) -> str:
        """Put one in as SVG and PNG, with what every figure carries; returns what both are called."""
        self._report(self._done, self._total, title)
        self._done += 1
        name = _name(self._done, title)
        svg = draw(notes=[*self._above, *notes, *(self._below if of_people else [])])
        self._files.add_file(f"{name}.svg", svg.encode())
        self._files.add_file(f"{name}.png", png_of(svg, wide=PIXELS_WIDE))
        return name

    def rows_of(self, drawn: Iterable[Drawn]) -> list[Sequence[Cell]]:
        """Draw the lines there are; the rows of all of them, each with what its drawing is called."""
        rows: list[Sequence[Cell]] = []
        for one in drawn:
            name = _("no drawing")
            if one.line is not None:
                draw = partial(line_file, one.line, hidden=_("too few people for a share"))
                name = self.add(one.line.title, draw, one.notes, of_people=one.of_people)
            rows += [[name, *row] for row in one.rows]
        return rows


def _bars(scope: Scope) -> Iterator[Bars]:
    yield from bars_of(figure_sheets.theme_rows(scope), _("Themes"))
    yield from bars_of(figure_sheets.priority_rows(scope), _("Priorities"))
    yield from bars_of(figure_sheets.criterion_rows(scope), _("What inspectors look at"))
    yield from bars_of(figure_sheets.stance_rows(scope), _("Working or not"))


def _days(scope: Scope) -> str:
    """When each round was: every figure carries its dates."""
    return " ".join(
        _(
            "%(round)s: %(first)s to %(last)s.",
            round=one.title,
            first=long_date(one.opens_at),
            last=long_date(one.closes_at),
        )
        for one in scope.rounds
    )


def _name(number: int, title: str) -> str:
    """What a file is called: ASCII letters, and its number so that no two are called alike."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{number:02d}-{words}"
