"""The charts of a themed export as files: each as SVG and PNG, beside the tables they are drawn from."""

import re
from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _

from portal.core.bar_charts import Bars, bar_chart
from portal.core.disclosure import rule_sentence
from portal.core.filters import long_date
from portal.core.rasterising import png_of
from portal.core.spreadsheet import CsvFiles
from portal.exports import figure_sheets, read_me
from portal.exports.native_charts import bars_of
from portal.exports.pack_parts import Report
from portal.exports.scope import Scope

PIXELS_WIDE = 1280
LONGEST_NAME = 60


def write(path: Path, scope: Scope, not_cleared: int, report: Report) -> int:
    """One zip of SVG, PNG and CSV files; no words of a family stand in it, so it holds none of them."""
    charts = list(_charts(scope))
    with CsvFiles(path) as files:
        files.add("Read me", read_me.HEADINGS, read_me.read_me_rows(scope, not_cleared))
        files.add("Themes", figure_sheets.THEME_HEADINGS, figure_sheets.theme_rows(scope))
        files.add("Priorities", figure_sheets.PRIORITY_HEADINGS, figure_sheets.priority_rows(scope))
        files.add("Criteria", figure_sheets.CRITERION_HEADINGS, figure_sheets.criterion_rows(scope))
        for number, chart in enumerate(charts, start=1):
            report(number - 1, len(charts), chart.title)
            svg = bar_chart(chart, notes=_notes(scope, chart), hidden=_("few people or none"))
            files.add_file(f"{_name(number, chart)}.svg", svg.encode())
            files.add_file(f"{_name(number, chart)}.png", png_of(svg, wide=PIXELS_WIDE))
        if not charts:
            files.add_lines("no-charts.txt", [_("No group is large enough for a chart.")])
    return 0


def _charts(scope: Scope) -> Iterator[Bars]:
    yield from bars_of(figure_sheets.theme_rows(scope), _("Themes"))
    yield from bars_of(figure_sheets.priority_rows(scope), _("Priorities"))
    yield from bars_of(figure_sheets.criterion_rows(scope), _("What inspectors look at"))


def _notes(scope: Scope, chart: Bars) -> list[str]:
    """What every figure carries: its base, its dates, the rule; and that it is made up, where it is."""
    days = [
        _(
            "%(round)s: %(first)s to %(last)s.",
            round=one.title,
            first=long_date(one.opens_at),
            last=long_date(one.closes_at),
        )
        for one in scope.rounds
    ]
    lines = [chart.says, " ".join(days), rule_sentence(scope.protect.settings, _)]
    return [_("Example. People and numbers are made up."), *lines] if scope.demonstration else lines


def _name(number: int, chart: Bars) -> str:
    """What a file is called: ASCII letters, and its number so that no two are called alike."""
    words = re.sub(r"[^a-z0-9]+", "-", chart.title.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{number:02d}-{words}"
