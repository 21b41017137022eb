"""Which table of a brought file is read, and by which word its comments are known when it comes again."""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from portal.core.errors import RuleBroken
from portal.core.table_files import headings_of, is_workbook, rows_of, sheet_rows
from portal.core.workbook_guard import refuse
from portal.core.workbook_sheets import Sheet, Workbook
from portal.earlier.reading import MOST_ROWS

# the row of the headings stands in a sheet too
HEADINGS_ROW = 1
# of the word of a title, and of the mark at its end
LONGEST_WORD, MARK = 60, 12


class Table(NamedTuple):
    """The table that is read: its headings, the name of its sheet ("" in a CSV), and every sheet there."""

    headings: list[str]
    sheet: str = ""
    sheets: tuple[Sheet, ...] = ()


def to_choose(sheets: Collection[Sheet]) -> list[Sheet]:
    """The sheets below whose headings something stands."""
    return [one for one in sheets if one.rows > HEADINGS_ROW]


def table_in(content: bytes, name: str, wanted: str = "") -> Table:
    """The table of a file: the sheet that was asked for, else the first one to be seen that can be read.

    Refuses (field "file") what portal/core/table_files.py refuses, and a sheet that has too many rows.
    """
    if not is_workbook(name):
        return Table(headings_of(rows_of(content, name)))
    book = Workbook(content)
    sheets = tuple(book.sheets())
    if wanted:
        chosen = [one for one in sheets if one.name == wanted]
    else:
        chosen = sorted(to_choose(sheets), key=lambda one: one.hidden)
    refusal = refuse("There is nothing below the headings in this file.")
    for place, sheet in enumerate(chosen):
        try:
            return Table(_headings(book, sheet), sheet.name, sheets)
        except RuleBroken as broken:
            refusal = broken if place == 0 else refusal
    raise refusal


def _headings(book: Workbook, sheet: Sheet) -> list[str]:
    if sheet.rows - HEADINGS_ROW > MOST_ROWS:
        raise refuse("There are more than %(most)s rows in this file. Bring it in parts.", most=MOST_ROWS)
    return headings_of(sheet_rows(book, sheet.name))


def name_word(title: str) -> str:
    """The word of a file's title; refuses (field "title") one without a letter or number.

    Two titles never share a word, else the numbers of one file would be taken for those of another: a long
    title, and one in other letters than these, ends in a mark of the whole of it.
    """
    plain = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).casefold()).strip("-")
    if not plain:
        raise RuleBroken("Give it a name with letters or numbers.", field="title", status=422)
    if plain.isascii() and len(plain) <= LONGEST_WORD:
        return plain
    begins = re.sub(r"[^a-z0-9]+", "-", plain)[: LONGEST_WORD - MARK - 1]
    return f"{begins}-{_mark_of(plain)}".strip("-")


def _mark_of(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:MARK]


def source_of(title: str, table: Table, read_before: Collection[str]) -> str:
    """Under which word the comments of a table are known: numbers count within one sheet.

    A file with one table goes by its title alone. Of several sheets that one goes by it which was read
    under the title before (`read_before`: their names, "" for a table that had none), else the first;
    every other goes by the title and its own name.
    """
    word = name_word(title)
    if len(to_choose(table.sheets)) < 2 or table.sheet in read_before:
        return word
    if table.sheet == table.sheets[0].name and not any(read_before):
        return word
    return f"{word}-{_mark_of(table.sheet.casefold())}"
