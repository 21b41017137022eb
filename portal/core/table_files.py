"""A table that somebody brings as CSV or XLSX: its rows as text, read with care and never run."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import dropwhile, islice

from portal.core.workbook_guard import MACROS, refuse
from portal.core.workbook_sheets import CELL_TOO_LONG, LONGEST_CELL, MOST_COLUMNS, Row, Workbook

LONGEST_HEADING = 100
NOT_A_TABLE = "We cannot read row %(row)s of this table. A quotation mark in it may not be closed."
# UTF-8 that was taken for the letters of Windows: "Ã©" for é, "â€™" for an apostrophe
MISREAD = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")


OLD_OR_OTHER = "Bring a CSV or Excel file (.csv or .xlsx). We cannot read other kinds."
NO_HEADINGS = "Put one heading over each column, in the first row, without merged cells."
ROWS_LOOKED_AT = 20


def rows_of(content: bytes, name: str, sheet: str = "") -> Iterator[Row]:
    """The rows of a file by the ending of its name, from the first that holds words.

    `sheet`: which one of a workbook, else the first. Refuses (field "file") an ending that is neither .csv
    nor .xlsx, and what the two readers below refuse.
    """
    if not is_workbook(name):
        return _from_first_words(csv_rows(content))
    book = Workbook(content)
    return sheet_rows(book, sheet or book.first)


def is_workbook(name: str) -> bool:
    """Whether a file is one by the ending of its name; refuses (field "file") what is no table at all."""
    ending = name.lower().rpartition(".")[2]
    if ending == "xlsm":
        raise refuse(MACROS)
    if ending not in {"csv", "xlsx"}:
        raise refuse(OLD_OR_OTHER)
    return ending == "xlsx"


def sheet_rows(book: Workbook, sheet: str) -> Iterator[Row]:
    """The rows of one sheet, from the first that holds words."""
    return _from_first_words(book.rows(sheet))


def _from_first_words(rows: Iterator[Row]) -> Iterator[Row]:
    return dropwhile(lambda row: not has_words(row[1]), rows)


def headings_of(rows: Iterator[Row]) -> list[str]:
    """The headings in the first of these rows; refuses none, too many, and columns without one."""
    looked_at = list(islice(rows, ROWS_LOOKED_AT))
    if len(looked_at) < 2:
        raise refuse("There is nothing below the headings in this file.")
    names = [plain_heading(cell) for cell in looked_at[0][1]]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise refuse("There are more than %(most)s columns in this file.", most=MOST_COLUMNS)
    for _number, cells in looked_at[1:]:
        without = [not name and has_words(cells[place : place + 1]) for place, name in enumerate(names)]
        if any(without) or has_words(cells[len(names) :]):
            raise refuse(NO_HEADINGS)
    return names


def csv_rows(content: bytes) -> Iterator[Row]:
    """The rows of a CSV file, between commas, semicolons, tabs or bars, as its first line has it.

    Refuses (field "file") what is no table, too long a cell, and letters that no encoding explains; and a
    quotation mark that stands wrong: it would make one row of all that follow, the words of many people.
    """
    text = _text(content)
    first = text.partition("\n")[0]
    between = max(",;\t|", key=first.count)
    number = 0
    try:
        kept = io.StringIO(text.replace("\x00", ""), newline="")
        for number, row in enumerate(csv.reader(kept, delimiter=between, strict=True), start=1):
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise refuse(CELL_TOO_LONG)
            yield number, row
    except csv.Error as odd:
        raise refuse(NOT_A_TABLE, row=number + 1) from odd


def _text(content: bytes) -> str:
    marked = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        # what spreadsheets on Windows write; it has a letter for nearly every byte
        text = content.decode("cp1252", errors="replace")
    if marked or MISREAD.search(text):
        raise refuse("Some letters of this file are broken. Save it as CSV in UTF-8, and choose it again.")
    return text


def plain_heading(cell: str) -> str:
    """A heading as it is shown and compared."""
    return " ".join(cell.split())[:LONGEST_HEADING]


def has_words(cells: list[str]) -> bool:
    """Whether anything stands in a row."""
    return any(cell.strip() for cell in cells)


def likely_columns(names: list[str], also: Mapping[str, set[str]]) -> dict[str, str]:
    """Which heading each field most likely stands under; `also`: other names of each, in small letters."""
    found = {}
    for field, others in also.items():
        wanted = {field, field.replace("_", " "), *others}
        heading = next((name for name in names if name.lower() in wanted), "")
        if heading:
            found[field] = heading
    return found
