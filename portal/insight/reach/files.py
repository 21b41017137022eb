"""A CSV file with figures of who lives here: read whole, every wrong line named; and the empty template."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.core.spreadsheet import disarmed
from portal.insight.figure_files import day_in, lines_of, source_in
from portal.insight.reach.details import Brought
from portal.insight.reach.dimensions import categories
from portal.insight.reach.models import Dimension
from portal.insight.reach.numbers import number_of

COLUMNS = ("dimension", "category", "number", "day", "source", "label")
NEEDED = COLUMNS[:-1]
LARGEST_FILE = 500_000
MOST_ROWS = 2_000
TOO_LARGE = "The file is too large. Bring at most 2,000 lines."
MOST_FAULTS = 20
Row = Mapping[str, str]
Known = Mapping[Dimension, Mapping[str, str]]


@dataclass
class FileRead:
    """What a file holds, and what is wrong with it, a sentence each: with any fault nothing is taken in."""

    found: list[tuple[Dimension, Brought]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def template_of(area: Area) -> str:
    """The file to fill in: a line for each group of each dimension, without its number."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for dimension in Dimension:
        for code, label in categories(area, dimension).items():
            writer.writerow([dimension.value, disarmed(code), "", "", "", disarmed(label)])
    return out.getvalue()


def read_file(area: Area, content: bytes) -> FileRead:
    """The figures of a file. Refuses (RuleBroken, "file") what is no such file at all.

    UTF-8, commas or semicolons, the columns of the template in any order. A line without a number is
    passed over: the template can be filled in part by part.
    """
    known = {dimension: categories(area, dimension) for dimension in Dimension}
    read, sets = FileRead(), _Sets()
    filled = 0
    for line, row in _rows(content):
        if not row["number"]:
            continue
        filled += 1
        try:
            sets.put(row, known)
        except RuleBroken as broken:
            read.faults.append(str(_("Line %(line)s: %(why)s", line=line, why=broken.message)))
    if not filled:
        raise RuleBroken("There is no number in this file.", "file")
    read.found = list(sets.brought())
    return read


class _Sets:
    """The sets of figures of a file while its lines are read."""

    def __init__(self) -> None:
        self.counts: dict[tuple[Dimension, date], dict[str, int]] = {}
        self.sources: dict[tuple[Dimension, date], str] = {}

    def put(self, row: Row, known: Known) -> None:
        """One line. Refuses what is not as it must be, without its number."""
        dimension = _dimension(row["dimension"])
        category = _category(row["category"], known[dimension])
        number, day, source = number_of(row["number"]), day_in(row["day"]), source_in(row["source"])
        key = (dimension, day)
        own = self.counts.setdefault(key, {})
        if category in own:
            raise RuleBroken("This group stands in the file twice.")
        if self.sources.setdefault(key, source) != source:
            raise RuleBroken("Figures of one day and kind come from one source. Write the same one.")
        own[category] = number or 0

    def brought(self) -> Iterator[tuple[Dimension, Brought]]:
        """Each set whole."""
        for (dimension, day), counts in self.counts.items():
            yield dimension, Brought(day, self.sources[dimension, day], counts)


def _rows(content: bytes) -> Iterable[tuple[int, Row]]:
    rows = list(lines_of(content, needed=NEEDED, largest=LARGEST_FILE, too_large=TOO_LARGE))
    if len(rows) > MOST_ROWS:
        raise RuleBroken(TOO_LARGE, "file")
    return rows


def _dimension(typed: str) -> Dimension:
    try:
        return Dimension(typed.lower())
    except ValueError:
        raise RuleBroken("The dimension must be age-band, locality, need or plan.") from None


def _category(typed: str, known: Mapping[str, str]) -> str:
    if typed in known:
        return typed
    by_label = {label.casefold(): code for code, label in known.items()}
    if typed.casefold() not in by_label:
        raise RuleBroken(
            "There is no group “%(category)s”. The template names every group.", category=typed[:80]
        )
    return by_label[typed.casefold()]
