"""The figures of a pack: rounds side by side, the oldest first, in tables as narrow as a page.

Each table is of one group or one thing, so a reader sees what moved; figures of two groups never meet.
"""

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _

from portal.core.spreadsheet import Cell
from portal.exports.documents import Block, Grid, Text
from portal.exports.scope import Scope

Row = Sequence[Cell]
# of the rows of figures: round, survey, who, people who wrote, thing, people, per cent, in words
ROUND, SURVEY, WHO, BASE, THING, PEOPLE, PER_CENT, WORDS = range(8)
# of the rows of answers: who, asked in, answers counted, answer, people, per cent, in words, asked as
OF_ANSWER = {
    "who": 3,
    "mode": 4,
    "base": 5,
    "answer": 6,
    "people": 8,
    "per_cent": 9,
    "words": 10,
    "asked": 11,
}
NO_FIGURE = "–"


def by_thing(scope: Scope, rows: Iterable[Row], caption: str, what: str) -> Iterator[Grid]:
    """A table a group: what people wrote about down, rounds across; who wrote at all stands first."""
    for group, own in _groups(rows).items():
        rounds = _rounds(scope, own)
        things = list(dict.fromkeys(str(row[THING]) for row in own))
        found = {(str(row[THING]), str(row[ROUND])): row for row in own}
        bases = {str(row[ROUND]): row[BASE] for row in own}
        lines: list[list[Cell]] = [[_("People who wrote"), *(_alone(bases[one]) for one in rounds)]]
        for thing in things:
            cells = [_short(found.get((thing, one))) for one in rounds]
            lines.append([thing, *cells])
        yield Grid(f"{caption}: {group}", [what, *rounds], lines)


def by_group(scope: Scope, rows: Sequence[Row], caption: str) -> Grid:
    """A table of one thing: groups down, rounds across, each figure with how many wrote at all."""
    rounds = _rounds(scope, rows)
    lines: list[list[Cell]] = []
    for group, own in _groups(rows).items():
        found = {str(row[ROUND]): row for row in own}
        lines.append([group, *(_of_all(found.get(one)) for one in rounds)])
    return Grid(caption, [_("Who"), *rounds], lines)


def has_figure(rows: Iterable[Row]) -> bool:
    """Whether any of the rows of a thing shows how many people wrote about it."""
    return any(isinstance(row[PEOPLE], int) and row[PEOPLE] for row in rows)


def by_answer(scope: Scope, rows: Sequence[Row]) -> Iterator[Block]:
    """A table of one question for each group, in the words it was asked in: answers down, rounds across.

    The groups that are too small in every round are named once.
    """
    rounds = _rounds(scope, rows)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(f"{row[OF_ANSWER['who']]}, {row[OF_ANSWER['mode']]}", []).append(row)
    hidden = []
    for group, own in groups.items():
        shown = [row for row in own if isinstance(row[OF_ANSWER["base"]], int)]
        if not shown:
            hidden.append(group)
            continue
        bases = {str(row[ROUND]): row[OF_ANSWER["base"]] for row in own}
        lines: list[list[Cell]] = [[_("Answers counted"), *(_alone(bases.get(one)) for one in rounds)]]
        found = {(str(row[OF_ANSWER["answer"]]), str(row[ROUND])): row for row in shown}
        for answer in dict.fromkeys(str(row[OF_ANSWER["answer"]]) for row in shown):
            lines.append([answer, *(_answered(found.get((answer, one))) for one in rounds)])
        yield Grid(f"{shown[-1][OF_ANSWER['asked']]} {group}", [_("Answer"), *rounds], lines)
    if hidden:
        yield Text(_("Not enough answers to show: %(groups)s.", groups="; ".join(hidden)))


def _groups(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by who they are of; of several surveys each by itself."""
    listed = list(rows)
    surveys: dict[Cell, set[Cell]] = {}
    for row in listed:
        surveys.setdefault(row[WHO], set()).add(row[SURVEY])
    found: dict[str, list[Row]] = {}
    for row in listed:
        name = f"{row[WHO]} ({row[SURVEY]})" if len(surveys[row[WHO]]) > 1 else str(row[WHO])
        found.setdefault(name, []).append(row)
    return found


def _rounds(scope: Scope, rows: Iterable[Row]) -> list[str]:
    """The rounds of these rows, the oldest first."""
    there = {str(row[ROUND]) for row in rows}
    waves = sorted(scope.counted, key=lambda wave: (wave.opens_at, wave.id))
    return [one for one in dict.fromkeys(wave.title for wave in waves) if one in there]


def _alone(base: Cell) -> str:
    return NO_FIGURE if base is None else str(base)


def _short(row: Row | None) -> str:
    """A figure with its share or its word; nothing where the base is hidden, which stands above."""
    if row is None or not isinstance(row[BASE], int):
        return NO_FIGURE
    return f"{row[PEOPLE]}{_share(row[PER_CENT], row[WORDS])}"


def _answered(row: Row | None) -> str:
    if row is None:
        return NO_FIGURE
    share = _share(row[OF_ANSWER["per_cent"]], row[OF_ANSWER["words"]])
    return f"{row[OF_ANSWER['people']]}{share}"


def _of_all(row: Row | None) -> str:
    if row is None:
        return NO_FIGURE
    if not isinstance(row[BASE], int):
        return str(row[BASE])
    told = _("%(people)s of %(base)s", people=row[PEOPLE], base=row[BASE])
    return f"{told}{_share(row[PER_CENT], row[WORDS])}"


def _share(per_cent: Cell, words: Cell) -> str:
    if per_cent is not None:
        return f" ({per_cent}%)"
    return f" ({words})" if words else ""
