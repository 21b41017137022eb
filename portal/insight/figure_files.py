"""What every CSV file of figures that an officer brings has in common: its lines, its days, its sources."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from portal.core.errors import RuleBroken
from portal.core.spreadsheet import STARTS_A_FORMULA

LONGEST_SOURCE = 200


def lines_of(
    content: bytes, *, needed: Sequence[str], largest: int, too_large: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The lines with their numbers, each cell stripped; empty lines are passed over.

    UTF-8, commas or semicolons between the columns, which may stand in any order beside others. Refuses
    (RuleBroken, "file") more than `largest` bytes with the sentence `too_large`, and what is no such file.
    """
    if len(content) > largest:
        raise RuleBroken(too_large, "file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken("Save the file as CSV in UTF-8, and bring it again.", "file") from None
    if "\x00" in text:
        raise RuleBroken("This is not a CSV file.", "file")
    return _read(text, needed)


def _read(text: str, needed: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    try:
        names = {name.strip().lower(): name for name in reader.fieldnames or [] if name}
        if set(needed) - set(names):
            columns = ", ".join(needed)
            raise RuleBroken("The first line must name the columns %(columns)s.", "file", columns=columns)
        for row in reader:
            cells = {name: (row.get(names[name]) or "").strip() for name in needed}
            if any(cells.values()):
                yield reader.line_num, cells
    except csv.Error:
        raise RuleBroken("This is not a CSV file.", "file") from None


def day_in(typed: str) -> date:
    """A day of a cell. Refuses what is not written like 2027-03-27."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise RuleBroken("Write the day like 2027-03-27.") from None


def source_in(typed: str) -> str:
    """Where a figure comes from, in words. Refuses an empty cell, a long one and one that is a formula."""
    if not typed or len(typed) > LONGEST_SOURCE:
        raise RuleBroken("Say in up to 200 letters where the figure comes from.")
    if typed[0] in STARTS_A_FORMULA:
        raise RuleBroken("The source begins like a formula. Write it in words.")
    return typed
