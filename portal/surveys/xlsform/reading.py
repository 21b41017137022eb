"""Reads the three sheets of an XLSForm, guarded: what is too large or no workbook is refused plainly."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import load_workbook

from portal.core.errors import RuleBroken
from portal.core.workbook_guard import NOT_READ, cell_words, check_parts, refuse

LARGEST_FILE = 2 * 1024 * 1024
# what the parts of the file may come to once unpacked: a small file can unpack to gigabytes
LARGEST_WITHIN = 24 * 1024 * 1024
MOST_PARTS, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 200, 1000, 80, 2000
SHEETS = ("survey", "choices", "settings")


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number as Excel shows it, and its cells by heading, without empty ones."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)

    def get(self, heading: str) -> str:
        """The words of a cell, empty where it has none."""
        return self.cells.get(heading, "")


@dataclass(frozen=True)
class Sheets:
    """The sheets that a form is made of, row by row."""

    survey: list[Row]
    choices: list[Row]
    settings: list[Row]


def read_sheets(content: bytes) -> Sheets:
    """The sheets of an .xlsx file; refuses (field "file") no file, no workbook, no questions, too much."""
    if not content:
        raise refuse("Choose a file.")
    if len(content) > LARGEST_FILE:
        raise refuse("This file is too large. A form is at most 2 MB.")
    check_parts(content, most_parts=MOST_PARTS, largest_within=LARGEST_WITHIN)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        names = {name.strip().casefold(): name for name in book.sheetnames}
        found = {
            sheet: list(_rows(sheet, book[names[sheet]].iter_rows(values_only=True, max_col=MOST_COLUMNS)))
            if sheet in names
            else []
            for sheet in SHEETS
        }
    except RuleBroken:
        raise
    except Exception as broken:
        # a broken workbook makes the reader fail in every way there is
        raise refuse(NOT_READ) from broken
    if not found["survey"]:
        raise refuse("There is no sheet “survey” with questions in this file.")
    return Sheets(**found)


def _rows(sheet: str, rows: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    headings: list[str] = []
    for number, values in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise refuse(
                "The sheet “%(sheet)s” has more than %(most)s rows. A survey here is much shorter.",
                sheet=sheet,
                most=MOST_ROWS,
            )
        words = [_words(value) for value in values]
        if not headings:
            headings = [" ".join(one.split()).casefold() for one in words] if any(words) else []
            continue
        cells = {name: text for name, text in zip(headings, words, strict=False) if name and text}
        if cells:
            yield Row(number, cells)


def _words(value: object) -> str:
    text = cell_words(value)
    if len(text) > LONGEST_CELL:
        raise refuse("A cell of this file is longer than %(most)s letters.", most=LONGEST_CELL)
    return text
