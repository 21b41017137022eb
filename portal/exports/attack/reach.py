"""The attack on a file of reach: its tables read back, and what in it is not rounded."""

from collections.abc import Iterator

from portal.core.disclosure import DisclosureSettings, ShownKind
from portal.core.spreadsheet import Cell
from portal.exports.attack.finding import Contents
from portal.exports.attack.tables import groups_of
from portal.exports.reach.content import TABLE
from portal.insight.reach.comparing import NEAREST
from portal.releases.attack import Guess, of_table
from portal.releases.figures import ShownCell, ShownTable

OF_REACH = ("By", "Who", "Answers in all", "Surveys counted")
STAR = "*"


def attacked_reach(
    contents: Contents, settings: DisclosureSettings, name: str
) -> tuple[list[Guess], list[str]]:
    """The best guess at every star, and every figure that is exact or out of sight.

    Figures of several surveys are sums of what each shows: a table of one survey tells most, and is
    attacked as that of a release.
    """
    guesses: list[Guess] = []
    loose = list(contents.hidden)
    for (by, who, base, surveys), rows in groups_of(contents.tables.get(TABLE, []), OF_REACH):
        answers = [base, *(row["Answers"] for row in rows)]
        loose += [f"{one}, which is not rounded" for one in _exact(answers, settings.step)]
        children = _exact([row["Children, about"] for row in rows], NEAREST)
        loose += [f"{one} children, to the nearest {NEAREST} no number" for one in children]
        if surveys == 1 and isinstance(base, int):
            cells = tuple(cell for row in rows for cell in _cells(row["Group"], row["Answers"]))
            table = ShownTable("", "", "", "", "", None, False, base, cells)
            guesses += of_table(table, settings, f"{name}, {by}, {who}")
    return guesses, loose


def _exact(cells: list[Cell], step: int) -> list[int]:
    """The numbers that are no whole steps, also those beside a star."""
    numbers = [one for cell in cells for one in _numbers(cell)]
    return sorted({one for one in numbers if one % step})


def _numbers(cell: Cell) -> Iterator[int]:
    if isinstance(cell, int):
        yield cell
    elif cell:
        yield from (int(word.replace(",", "")) for word in cell.split() if word.replace(",", "").isdigit())


def _cells(group: Cell, answers: Cell) -> Iterator[ShownCell]:
    """A figure, a star, or both where several answers stand in one row."""
    for number in _numbers(answers):
        yield ShownCell(str(group), str(group), True, ShownKind.NUMBER.value, number, None, None)
    if isinstance(answers, str) and STAR in answers:
        yield ShownCell(str(group), str(group), True, ShownKind.STAR.value, None, None, None)
