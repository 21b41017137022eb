"""The tables of figures of an exported file, read back, and what its words tell of a hidden figure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from portal.core.disclosure import ShownKind
from portal.core.spreadsheet import Cell
from portal.exports.attack.finding import Contents
from portal.releases.figures import ShownCell, ShownTable
from portal.surveys.question_types import type_of

Row = Mapping[str, Cell]
QUESTIONS, WORDS, BOOK = "Figures by question", "Words", "Code book"
# the tables of what was written about: the heading of the thing, and the column of it beside the words
WRITTEN = {
    "Themes": ("Theme", "Themes"),
    "Priorities": ("Priority", "Priorities"),
    "Criteria": ("What inspectors look at", ""),
    "Working or not": ("What they said", ""),
}
OF_QUESTION = ("Round", "Survey", "Question", "Who", "Asked in", "Answers counted")
OF_WRITTEN = ("Round", "Survey", "Who", "People who wrote")


def tables_of(contents: Contents) -> Iterator[tuple[str, ShownTable, dict[str, int]]]:
    """Each table with its place, and of each of its things how many people wrote about it at least."""
    many = _many(contents.tables.get(BOOK, []))
    rows = contents.tables.get(QUESTIONS, [])
    for (*place, base), found in groups_of(rows, OF_QUESTION):
        several = many.get((place[1], place[2], place[4]), False)
        yield ", ".join(map(str, place)), _table(found, "Answer", base, several), {}
    for name, (thing, column) in WRITTEN.items():
        for (*place, base), found in groups_of(contents.tables.get(name, []), OF_WRITTEN):
            at_least = _at_least(contents.tables.get(WORDS, []), place, column)
            yield ", ".join(map(str, place)), _table(found, thing, base, True), at_least


def groups_of(rows: Sequence[Row], names: Sequence[str]) -> Iterator[tuple[tuple[Cell, ...], list[Row]]]:
    """Rows that stand together under the same values of these headings."""
    for key, found in groupby(rows, key=lambda row: tuple(row.get(name) for name in names)):
        yield key, list(found)


def _table(rows: Sequence[Row], thing: str, base: Cell, many: bool) -> ShownTable:
    cells = tuple(_cell(row, thing) for row in rows)
    people = base if isinstance(base, int) else None
    return ShownTable("", "", "", "", "", None, many, people, cells)


def _cell(row: Row, thing: str) -> ShownCell:
    people: Any = row["People"]
    known = isinstance(people, int)
    shown = ShownKind.NUMBER if known else ShownKind.STAR if people == "*" else ShownKind.HIDDEN
    label, per_cent = str(row[thing]), row.get("Per cent")
    return ShownCell(
        code=label,
        label=label,
        in_base=row.get("In the base", "yes") == "yes",
        shown=shown.value,
        people=people if known else None,
        per_cent=per_cent if isinstance(per_cent, int) else None,
        words=None,
    )


def _many(book: Sequence[Row]) -> dict[tuple[Cell, ...], bool]:
    """Whether one person may give several answers, by survey, question and how it was asked."""
    return {
        (row["Survey"], row["Question"], row["Asked in"]): type_of(str(row["Kind"])).takes != "one"
        for row in book
    }


def _at_least(words: Sequence[Row], place: Sequence[Cell], column: str) -> dict[str, int]:
    """How many people wrote about each thing at least, from the comments that stand in the file.

    One person writes one comment to a question, and answers in one way: so of each way of asking the
    question with most comments counts, and the ways add up.
    """
    about = ("Round", "Survey", "Who")
    found: Counter[tuple[str, Cell, Cell]] = Counter()
    for row in words:
        if [row.get(name) for name in about] == list(place):
            for thing in filter(None, str(row.get(column) or "").split("; ")):
                found[thing, row.get("Asked in"), row.get("Question")] += 1
    most: dict[tuple[str, Cell], int] = defaultdict(int)
    for (thing, mode, _question), count in found.items():
        most[thing, mode] = max(most[thing, mode], count)
    at_least: Counter[str] = Counter()
    for (thing, _mode), count in most.items():
        at_least[thing] += count
    return dict(at_least)
