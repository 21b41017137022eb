"""Tables as files: an Excel workbook or CSV files in one zip, row by row, with formulas disarmed.

A spreadsheet runs a CSV cell that begins like a formula (OWASP, "CSV injection"), so such a cell
gets an apostrophe in front. A workbook says of each cell that it is text, so nothing is changed
there. Both write as they go: a file of any length takes the same memory.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import xlsxwriter

from portal.core.bar_charts import Bars
from portal.core.sheet_rows import allowed, write_rows

Cell = str | int | None
STARTS_A_FORMULA = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−\t\r\n")
WIDEST, NARROW = 60, 22  # columns, in letters: the last one is for words
WIDE_FROM = 3  # so many columns do not all have room to be wide


_NOT_A_SHEET = re.compile(r"[\[\]:*?/\\]")
# a file says itself on which day it was made; a time in its properties would make every file another one
NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - XlsxWriter takes a plain one
# of a sheet of charts: printed so many per cent as large, so many rows find room on a page
ROWS_OF_A_CHART, ROWS_OF_A_PAGE, CHARTS_SCALE = 16, 56, 55
OF_A_BAR, PALE = "#1B355E", "#D9D9D9"
A4 = 9
ROWS_OF_A_BLOCK = 500


class Tables(Protocol):
    """A file of several tables, each with a name and headings, written one after the other."""

    def add(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
        """Write one table and return how many rows it has."""

    def add_lines(self, name: str, lines: Sequence[str]) -> None:
        """Write plain lines; `name` is that of a file ("read.sps")."""


def disarmed(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what begins like one.

    White space and invisible letters in front are looked through, as spreadsheets do.
    """
    if text[:1].isalnum():  # nearly every cell: looked at once
        return text
    for letter in text:
        if letter in STARTS_A_FORMULA:
            return f"'{text}"
        if not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Cc"}:
            break
    return text


class Workbook:
    """An .xlsx file; use it in a `with`, or the file is not finished."""

    def __init__(self, path: Path) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": NO_TIME})
        self._bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._title = self._book.add_format({"bold": True})
        self._plain = self._book.add_format({"text_wrap": True, "valign": "top"})

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def add(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
        """Write one sheet; the first row stays in sight while scrolling."""
        sheet = self._sheet(name)
        widths = [
            WIDEST if one in headings[-1:] or len(headings) < WIDE_FROM else NARROW for one in headings
        ]
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self._bold)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        return write_rows(sheet, self._plain, rows, widths)

    def add_bars(self, name: str, headings: tuple[str, str], charts: Iterable[Bars], none: str) -> int:
        """Write one sheet of charts, each beside the cells it is drawn from; `none`: there are none."""
        sheet, top, page, breaks, drawn = self._sheet(name), 0, 0, list[int](), 0
        sheet.set_column(0, 0, WIDEST)
        for one in charts:
            rows = max(2 * len(one.bars) + 4, ROWS_OF_A_CHART)
            if top + rows - page > ROWS_OF_A_PAGE and top:
                page = top
                breaks.append(top)
            self._write(sheet, top, 0, one.title, self._title)
            self._write(sheet, top + 1, 0, headings[0], self._bold)
            self._write(sheet, top + 1, 1, headings[1], self._bold)
            for place, (label, length) in enumerate(one.bars, start=top + 2):
                self._write(sheet, place, 0, label)
                self._write(sheet, place, 1, length)
            self._draw(sheet, top, rows, one)
            top += rows
            drawn += 1
        if not drawn:
            self._write(sheet, 0, 0, none)
            return 0
        # a sheet that is fitted to the paper knows no breaks
        sheet.set_print_scale(CHARTS_SCALE)
        sheet.set_h_pagebreaks(breaks)
        return drawn

    def _draw(self, sheet: Any, top: int, rows: int, one: Bars) -> None:
        chart: Any = self._book.add_chart({"type": "bar"})
        last = top + 1 + len(one.bars)
        chart.add_series(
            {
                "categories": [sheet.name, top + 2, 0, last, 0],
                "values": [sheet.name, top + 2, 1, last, 1],
                "data_labels": {"value": True},
                "fill": {"color": OF_A_BAR},
                "gap": 60,
            }
        )
        chart.set_title({"name": allowed(one.title), "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        # every bar is named: left to itself a spreadsheet leaves names out where they stand close
        chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
        chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": PALE}}})
        chart.show_blanks_as("gap")
        chart.set_size({"width": 640, "height": 20 * (rows - 2)})
        sheet.insert_chart(top, 3, chart, {"description": allowed(one.says)})

    def _sheet(self, name: str) -> Any:
        """A new sheet; a name of people's words loses what a sheet may not be called."""
        plain = _NOT_A_SHEET.sub(" ", allowed(name)).lstrip(" '")
        sheet = self._book.add_worksheet(plain[:31].rstrip(" '"))
        # printed it lies on its side, as wide as the paper, with its name and the number of each page
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def add_lines(self, name: str, lines: Sequence[str]) -> None:
        """Write one sheet with a line a row: to be copied out."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 2 * WIDEST)
        for number, line in enumerate(lines):
            self._write(sheet, number, 0, line)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell, style: Any = None) -> None:
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, style or self._plain)
        elif cell:
            text = allowed(cell)
            sheet.write_string(row, column, text, style or self._plain)


class CsvFiles:
    """A .zip with a CSV file for each table, in UTF-8 with the mark that Excel looks for."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def __enter__(self) -> "CsvFiles":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
        """Write one file."""
        number = 0
        file_name = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") + ".csv"
        with (
            self._zip.open(zip_entry(file_name), "w", force_zip64=True) as raw,
            io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as text,
        ):
            writer = csv.writer(text)
            writer.writerow(headings)
            for block in _blocks(rows):
                writer.writerows(block)
                number += len(block)
        return number

    def add_file(self, name: str, data: bytes) -> None:
        """Put in a file that is whole already."""
        self._zip.writestr(zip_entry(name), data)

    def add_lines(self, name: str, lines: Sequence[str]) -> None:
        """Write one file of lines."""
        self._zip.writestr(zip_entry(name), "\n".join(lines) + "\n")


def _blocks(rows: Iterable[Sequence[Cell]]) -> Iterator[list[list[Cell]]]:
    """The rows with formulas disarmed, in blocks: written one by one they took twice as long."""
    waiting = iter(rows)
    while block := list(islice(waiting, ROWS_OF_A_BLOCK)):
        # nearly every text begins with a letter: looked at here, not in a call for each cell
        yield [
            [disarmed(cell) if isinstance(cell, str) and not cell[:1].isalnum() else cell for cell in row]
            for row in block
        ]


def zip_entry(name: str) -> zipfile.ZipInfo:
    """A file of a zip without a time of its own: the same tables are the same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
