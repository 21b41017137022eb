"""A CSV file with figures of services: read whole, checked line by line, with the first errors named."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.strategies.models import Measure
from portal.strategies.tracking_actions import Brought
from portal.strategies.tracking_queries import measures_by_slug

COLUMNS = ("measure", "day", "value", "source")
LARGEST_FILE = 1_000_000
MOST_ROWS = 5_000
LONGEST_SOURCE = 200
Row = Mapping[str, str | None]


def figures_in(area: Area, content: bytes, *, is_public: bool) -> list[tuple[Measure, Brought]]:
    """The figures of a file. Refuses the whole file for one line that is not as it must be.

    `content`: UTF-8, commas or semicolons between the columns measure, day, value and source. A measure
    and a day stand in it once.
    """
    rows = _rows(content)
    known = measures_by_slug(area, {(row["measure"] or "").strip() for _line, row in rows})
    found = [_figure(line, row, known, is_public=is_public) for line, row in rows]
    seen: set[tuple[int, date]] = set()
    for (line, _row), (measure, one) in zip(rows, found, strict=True):
        if (measure.id, one.of_day) in seen:
            raise _refused(line, "This measure and day stand in the file twice.")
        seen.add((measure.id, one.of_day))
    return found


def _rows(content: bytes) -> Sequence[tuple[int, Row]]:
    if len(content) > LARGEST_FILE:
        raise RuleBroken("The file is too large. Bring at most 5,000 figures.", "file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken("Save the file as CSV in UTF-8, and bring it again.", "file") from None
    rows = list(_read(text))
    if not rows:
        raise RuleBroken("There is no figure in this file.", "file")
    if len(rows) > MOST_ROWS:
        raise RuleBroken("The file is too large. Bring at most 5,000 figures.", "file")
    return rows


def _read(text: str) -> Iterator[tuple[int, Row]]:
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    try:
        names = {name.strip().lower(): name for name in reader.fieldnames or [] if name}
        if set(COLUMNS) - set(names):
            raise RuleBroken("The first line must name the columns measure, day, value, source.", "file")
        for row in reader:
            if any((value or "").strip() for value in row.values() if not isinstance(value, list)):
                yield reader.line_num, {name: row.get(names[name]) for name in COLUMNS}
    except csv.Error:
        raise RuleBroken("This is not a CSV file.", "file") from None


def _figure(
    line: int, row: Row, known: Mapping[str, Measure], *, is_public: bool
) -> tuple[Measure, Brought]:
    measure = known.get((row["measure"] or "").strip())
    if measure is None:
        raise _refused(line, "No measure of this area has this name.")
    try:
        day = date.fromisoformat((row["day"] or "").strip())
    except ValueError:
        raise _refused(line, "Write the day like 2027-03-27.") from None
    try:
        value = float((row["value"] or "").strip())
    except ValueError:
        raise _refused(line, "The value must be a number, like 12 or 12.5.") from None
    source = (row["source"] or "").strip()
    if not source or len(source) > LONGEST_SOURCE:
        raise _refused(line, "Say in up to 200 letters where the figure comes from.")
    return measure, Brought(day, value, source, is_public)


def _refused(line: int, why: str) -> RuleBroken:
    said = RuleBroken(why).message
    return RuleBroken("Line %(line)s: %(why)s Nothing was taken in.", "file", line=line, why=said)
