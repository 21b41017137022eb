"""A CSV file with figures of services: read whole, checked line by line, with the first errors named."""

from collections.abc import Mapping, Sequence
from datetime import date

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.insight.figure_files import day_in, lines_of, source_in
from portal.strategies.models import Measure
from portal.strategies.tracking_actions import Brought
from portal.strategies.tracking_queries import measures_by_slug

COLUMNS = ("measure", "day", "value", "source")
LARGEST_FILE = 1_000_000
MOST_ROWS = 5_000
TOO_LARGE = "The file is too large. Bring at most 5,000 figures."
Row = Mapping[str, str]


def figures_in(area: Area, content: bytes, *, is_public: bool) -> list[tuple[Measure, Brought]]:
    """The figures of a file. Refuses the whole file for one line that is not as it must be.

    `content`: UTF-8, commas or semicolons between the columns measure, day, value and source. A measure
    and a day stand in it once.
    """
    rows = _rows(content)
    known = measures_by_slug(area, {row["measure"] for _line, row in rows})
    found = [_figure(line, row, known, is_public=is_public) for line, row in rows]
    seen: set[tuple[int, date]] = set()
    for (line, _row), (measure, one) in zip(rows, found, strict=True):
        if (measure.id, one.of_day) in seen:
            raise _refused(line, "This measure and day stand in the file twice.")
        seen.add((measure.id, one.of_day))
    return found


def _rows(content: bytes) -> Sequence[tuple[int, Row]]:
    rows = list(lines_of(content, needed=COLUMNS, largest=LARGEST_FILE, too_large=TOO_LARGE))
    if not rows:
        raise RuleBroken("There is no figure in this file.", "file")
    if len(rows) > MOST_ROWS:
        raise RuleBroken(TOO_LARGE, "file")
    return rows


def _figure(
    line: int, row: Row, known: Mapping[str, Measure], *, is_public: bool
) -> tuple[Measure, Brought]:
    measure = known.get(row["measure"])
    if measure is None:
        raise _refused(line, "No measure of this area has this name.")
    try:
        value = float(row["value"])
    except ValueError:
        raise _refused(line, "The value must be a number, like 12 or 12.5.") from None
    try:
        return measure, Brought(day_in(row["day"]), value, source_in(row["source"]), is_public)
    except RuleBroken as broken:
        raise _refused(line, broken.message) from None


def _refused(line: int, why: str) -> RuleBroken:
    said = RuleBroken(why).message
    return RuleBroken("Line %(line)s: %(why)s Nothing was taken in.", "file", line=line, why=said)
