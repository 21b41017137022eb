"""A CSV file with figures of who lives here: read whole, every wrong line named; and the empty template."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.core.spreadsheet import STARTS_A_FORMULA, disarmed
from portal.insight.reach.details import Brought
from portal.insight.reach.dimensions import categories
from portal.insight.reach.models import Dimension
from portal.insight.reach.numbers import number_of

COLUMNS = ("dimension", "category", "number", "day", "source", "label")
NEEDED = COLUMNS[:-1]
LARGEST_FILE = 500_000
MOST_ROWS = 2_000
LONGEST_SOURCE = 200
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
        number, day, source = number_of(row["number"]), _day(row["day"]), _source(row["source"])
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
    if len(content) > LARGEST_FILE:
        raise RuleBroken("The file is too large. Bring at most 2,000 lines.", "file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken("Save the file as CSV in UTF-8, and bring it again.", "file") from None
    if "\x00" in text:
        raise RuleBroken("This is not a CSV file.", "file")
    rows = list(_read(text))
    if len(rows) > MOST_ROWS:
        raise RuleBroken("The file is too large. Bring at most 2,000 lines.", "file")
    return rows


def _read(text: str) -> Iterator[tuple[int, Row]]:
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    try:
        names = {name.strip().lower(): name for name in reader.fieldnames or [] if name}
        if set(NEEDED) - set(names):
            raise RuleBroken(
                "The first line must name the columns dimension, category, number, day, source.", "file"
            )
        for row in reader:
            yield reader.line_num, {name: (row.get(names[name]) or "").strip() for name in NEEDED}
    except csv.Error:
        raise RuleBroken("This is not a CSV file.", "file") from None


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


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise RuleBroken("Write the day like 2027-03-27.") from None


def _source(typed: str) -> str:
    if not typed or len(typed) > LONGEST_SOURCE:
        raise RuleBroken("Say in up to 200 letters where the figure comes from.")
    if typed[0] in STARTS_A_FORMULA:
        raise RuleBroken("The source begins like a formula. Write it in words.")
    return typed
