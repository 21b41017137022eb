"""Figures in sentences ("34 of 60 said", "two in three", "57 %"), and whether they say what a table hides.

A figure is tied to the cell that its sentence names, by the cell's label, else by the headings above it;
the group and the round that it names narrow that down. It must then be the figure that the cell shows.
One that names no cell, but says how many people said something, must be some shown figure at all.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.core.disclosure import WORDS, ShownKind
from portal.core.vocabulary import Audience, Mode
from portal.exports.attack.running_text import Sentence
from portal.releases.figures import ShownCell, ShownTable
from portal.surveys.names import mode_name
from portal.surveys.results.names import audience_name

NAMES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
NUMBER = rf"(\d[\d,]*|{'|'.join(NAMES)})"
PEOPLE = (
    r"(?:people|persons?|parents?|carers?|famil(?:y|ies)|practitioners?|professionals?|respondents?|"
    r"answers|of them)"
)
SAY = (
    r"(?:said|says?|wrote|writes?|answered|told|chose|think|thinks|thought|felt|feels?|agreed?|wants?|"
    r"wanted|asked for|replied|mentioned|named)"
)
ANYBODY = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
SAYING = re.compile(rf"\b(?:{SAY}|good answers)\b", re.IGNORECASE)
OF = re.compile(rf"\b{NUMBER} (?:out )?of (?:the |all |these |those |about )*{NUMBER}\b", re.IGNORECASE)
IN = re.compile(rf"\b{NUMBER} in (?:every )?{NUMBER}\b", re.IGNORECASE)
FRACTION = re.compile(rf"\b(?:(a|{'|'.join(NAMES)})[ -])?({'|'.join(PARTS)})s?\b", re.IGNORECASE)
SHARE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(?:%|per cent\b|percent\b)")
# people who say something, "34 young people wrote", or of whom it comes, "by three other parents"
COUNTED = rf"{NUMBER} (?:[a-z]+ ){{0,2}}?{PEOPLE}\b"
COUNT = re.compile(rf"\b{COUNTED}(?=(?:\W+\w+){{0,6}}?\W+{SAY}\b)", re.IGNORECASE)
COUNT_BY = re.compile(rf"\b(?:by|from) (?:only |about )?{COUNTED}", re.IGNORECASE)
NO_PEOPLE = rf"(?:nobody|none|no one(?! answer)|no (?:[a-z]+ ){{0,2}}?{PEOPLE})"
NOBODY = re.compile(rf"\b{NO_PEOPLE}\b(?=(?:\W+\w+){{0,6}}?\W+{SAY}\b)", re.IGNORECASE)
# what a plan wants is no count of anybody
WANTED = re.compile(r"\b(?:plan wants|wanted|target)\b", re.IGNORECASE)
# what each audience is called in a sentence
CALLED = {
    Audience.PARENT_CARER: re.compile(r"parent|carer", re.IGNORECASE),
    Audience.YOUNG_PERSON: re.compile(r"young pe", re.IGNORECASE),
    Audience.PRACTITIONER: re.compile(r"work with famil|practitioner|professional", re.IGNORECASE),
}
LETTERS = re.compile(r"[^\W_]+")
A_HUNDRED = 100
STAR_MEANS = "few people or none"
PROTECTED = re.compile(
    rf"\b(?:{'|'.join(sorted([*WORDS.values(), STAR_MEANS], key=len, reverse=True))})\b", re.IGNORECASE
)
PLACES = re.compile(r" / |: ")
# shorter ones ("Yes", "web") stand in too many sentences to name a cell
SHORTEST_LABEL = 6


@dataclass(frozen=True)
class Cell:
    """One cell of a table that left, with what a sentence may call it by."""

    round: str
    who: str
    base: int | None
    of: ShownCell

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return ", ".join(one for one in (self.of.label, self.who, self.round) if one)


@dataclass(frozen=True)
class Figure:
    """One figure of a sentence: so many people, of so many, or a share in a hundred (`near`: at most so far
    off)."""

    people: int | None = None
    whole: int | None = None
    per_cent: float | None = None
    near: float = 0.0


@dataclass(frozen=True)
class Shown:
    """All cells and all figures that a reader already has."""

    cells: Sequence[Cell]
    counts: set[int]
    per_cents: set[float]
    targets: set[float]


def cells_of(table: ShownTable, round_title: str, who: str) -> list[Cell]:
    """The cells of a table."""
    return [Cell(round_title, who, table.people, one) for one in table.cells]


def betrayed(told: Iterable[Sentence], shown: Shown) -> list[str]:
    """The sentences that say more than the tables, in words."""
    by_label = _by_label(shown.cells)
    found = []
    for sentence in told:
        figures = list(figures_in(sentence.words)) if SAYING.search(sentence.words) else []
        if figures:
            cells, in_it = _spoken_of(sentence, by_label)
            # "Nobody wrote back." under a heading speaks of something else
            told_of = [one for one in figures if one.people != 0 or in_it]
            found += [why for one in told_of if (why := _why(one, cells, shown, sentence))]
    return list(dict.fromkeys(found))


def figures_in(words: str) -> Iterator[Figure]:
    """The figures of a sentence that count people, in the order of their kinds."""
    # the words that stand for a figure are protected themselves
    words = PROTECTED.sub("", words)
    for part, whole in OF.findall(words):
        people, base = _number(part), _number(whole)
        yield Figure(per_cent=people) if base == A_HUNDRED else Figure(people, base)
    for part, whole in IN.findall(words):
        if _number(part) <= _number(whole):
            yield _share_of(_number(part), _number(whole))
    for part, whole in FRACTION.findall(words):
        yield _share_of(_number(part) if part.lower() in NAMES else 1, PARTS[whole.lower()])
    for one in SHARE.findall(words):
        yield Figure(per_cent=float(one.replace(",", "")))
    alone = IN.sub("", OF.sub("", words))
    for one in dict.fromkeys([*COUNT.findall(alone), *COUNT_BY.findall(alone)]):
        yield Figure(_number(one))
    if NOBODY.search(words):
        yield Figure(0)


def _share_of(part: int, whole: int) -> Figure:
    """A share that somebody rounded to thirds or tenths can be half of one away."""
    near = 0.0 if whole == A_HUNDRED else A_HUNDRED / (2 * whole)
    return Figure(per_cent=A_HUNDRED * part / whole, near=near)


def _number(words: str) -> int:
    lower = words.lower()
    return NAMES.index(lower) + 1 if lower in NAMES else int(words.replace(",", ""))


def _plain(words: str) -> str:
    return f" {' '.join(LETTERS.findall(words.lower()))} "


def _by_label(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    # a way of asking is part of what a group is called
    modes = {_plain(mode_name(one)) for one in Mode}
    found: dict[str, list[Cell]] = {}
    for one in cells:
        label = _plain(one.of.label)
        if len(label.strip()) >= SHORTEST_LABEL and label not in modes:
            found.setdefault(label, []).append(one)
    return found


def _spoken_of(sentence: Sentence, by_label: dict[str, list[Cell]]) -> tuple[list[Cell], bool]:
    """The cells that a sentence names, else its headings; of those the ones of the group and the round
    that it names. And whether it named them itself."""
    plain = _plain(sentence.words)
    named = _longest({label for label in by_label if label in plain})
    # a heading that only holds the word of a label is about something else
    above = {_plain(one) for one in PLACES.split(sentence.under)} & set(by_label)
    both = f"{sentence.under} {sentence.words}"
    cells = [one for label in sorted(named or above) for one in by_label[label]]
    return _narrowed(_narrowed(cells, both, _is_of_group), both, _is_of_round), bool(named)


def _longest(labels: set[str]) -> set[str]:
    """Those that are not a part of another one."""
    return {one for one in labels if not any(one in other and one != other for other in labels)}


def _narrowed(cells: list[Cell], words: str, fits: Callable[[Cell, str], bool]) -> list[Cell]:
    kept = [one for one in cells if fits(one, words)]
    return kept or cells


def _is_of_group(cell: Cell, words: str) -> bool:
    return any(
        audience_name(one) in cell.who and called.search(words) is not None
        for one, called in CALLED.items()
    )


def _is_of_round(cell: Cell, words: str) -> bool:
    return bool(cell.round) and _plain(cell.round) in _plain(words)


def _why(figure: Figure, cells: Sequence[Cell], shown: Shown, sentence: Sentence) -> str | None:
    """Why a figure says more than was shown; None: it does not."""
    if any(_follows(figure, one) for one in cells):
        return None
    if WANTED.search(sentence.words) and figure.per_cent in shown.targets:
        return None
    said = f"“{sentence.words}”"
    hidden = [one for one in cells if one.of.shown != ShownKind.NUMBER]
    if hidden:
        return f"{said} tells of what is hidden: {hidden[0].place}"
    if cells:
        return f"{said} is not what is shown: {cells[0].place}"
    if figure.people == 0 or ANYBODY.search(sentence.words) is None:
        # "nobody" of nothing that a table names, or a share of something else
        return None
    if figure.per_cent is not None:
        near = any(abs(figure.per_cent - one) <= figure.near for one in shown.per_cents)
        return None if near else f"{said} is a share that nothing shows"
    known = {figure.people, figure.whole} - {None} <= shown.counts
    return None if known else f"{said} counts people, and nothing shows it"


def _follows(figure: Figure, cell: Cell) -> bool:
    of = cell.of
    if figure.per_cent is not None:
        return of.per_cent is not None and abs(figure.per_cent - of.per_cent) <= figure.near
    if figure.people is None or figure.people == cell.base:
        return figure.people is not None and figure.whole is None
    return of.people == figure.people and figure.whole in {None, cell.base}
