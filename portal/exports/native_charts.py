"""The charts of a workbook: bars of shown figures, drawn by the spreadsheet from cells beside them.

A hidden figure is an empty cell and a star in the name of its bar: a star as text would be drawn as
nought, and nobody said that it is nought.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from flask_babel import gettext as _

from portal.core.bar_charts import Bars
from portal.core.disclosure.protector import STAR_TEXT
from portal.core.spreadsheet import Cell, Workbook
from portal.exports.figure_sheets import priority_rows, theme_rows
from portal.exports.scope import Scope

# of the rows of figures: round, survey, who, people who wrote, thing, people, ...
BASE, THING, PEOPLE = 3, 4, 5
SHEET = "Charts"


def add(book: Workbook, scope: Scope) -> None:
    """One sheet with a chart for each group that is large enough, by theme and by priority."""
    charts = [*bars_of(theme_rows(scope), _("Themes")), *bars_of(priority_rows(scope), _("Priorities"))]
    # the figures of a group without a single bar stand in the sheets of figures: an empty frame says less
    drawn = [one for one in charts if any(length is not None for _label, length in one.bars)]
    book.add_bars(SHEET, (_("What"), _("People")), drawn, _("No group is large enough for a chart."))


def bars_of(rows: Iterable[Sequence[Cell]], what: str) -> Iterator[Bars]:
    """The bars of each group whose base is shown."""
    for group, found in groupby(rows, key=itemgetter(0, 1, 2, BASE)):
        listed = list(found)
        if not isinstance(listed[0][BASE], int):
            continue
        title = ", ".join(str(part) for part in group[:BASE])
        yield Bars(
            title=f"{what}: {title}",
            says=_(
                "How many people wrote about each: %(group)s. In all %(people)s people wrote.",
                group=title,
                people=listed[0][BASE],
            ),
            bars=[_bar(row) for row in listed],
        )


def _bar(row: Sequence[Cell]) -> tuple[str, int | None]:
    people = row[PEOPLE]
    if isinstance(people, int):
        return str(row[THING]), people
    return f"{row[THING]} {STAR_TEXT}", None
