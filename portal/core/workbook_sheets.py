"""A workbook that somebody brings, opened once: its sheets, how much is in each, their rows as text."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from openpyxl.reader.excel import ExcelReader

from portal.core.errors import RuleBroken
from portal.core.workbook_guard import NOT_READ, PIECE, cell_words, check_parts, refuse

MOST_COLUMNS = 200
# a sheet has no more; the reader makes every row before one that says it stands far below
LAST_ROW = 1_048_576
MOST_SHEETS = 100
LONGEST_CELL = 50_000
LONGEST_NAME = 100
MOST_PARTS, LARGEST_WITHIN = 2000, 64 * 1024 * 1024
CELL_TOO_LONG = "A cell of the table is too long."
# the number of a row as a spreadsheet shows it, and its cells
Row = tuple[int, list[str]]
ROW_END = re.compile(rb"</(?:\w+:)?row>")
# a cell with a value of its own, or with text inside
FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)")
LONGEST_ROW = 16 * PIECE


class Sheet(NamedTuple):
    """A sheet as its tab shows it. `rows`: in how many something stands; 0 where a chart is alone."""

    name: str
    rows: int
    hidden: bool


class Workbook:
    """An .xlsx file. Refuses (field "file") what is no such file, or unpacks to far more than it should."""

    def __init__(self, content: bytes) -> None:
        check_parts(content, most_parts=MOST_PARTS, largest_within=LARGEST_WITHIN)
        self._content = content
        try:
            # the cells' values as they were kept, never a formula or a macro
            self._reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True)
            self._reader.read()
            self._sheets = self._reader.wb.worksheets
            first = self._sheets[0]
        except Exception as broken:
            # a broken workbook makes the reader fail in every way there is
            raise refuse(NOT_READ) from broken
        self.first = sheet_name(first.title)

    def sheets(self) -> list[Sheet]:
        """Every sheet in the order of its tabs; refuses too many of them."""
        try:
            found = list(self._reader.parser.find_sheets())
            if len(found) > MOST_SHEETS:
                raise refuse("There are more than %(most)s sheets in this file.", most=MOST_SHEETS)
            with zipfile.ZipFile(io.BytesIO(self._content)) as packed:
                return [
                    Sheet(sheet_name(one.name), _filled_rows(packed, part), one.state != "visible")
                    for one, part in found
                ]
        except RuleBroken:
            raise
        except Exception as broken:
            raise refuse(NOT_READ) from broken

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet as text: what its cells show. Refuses (field "file") too long a cell."""
        sheet = next((one for one in self._sheets if sheet_name(one.title) == name), None)
        if sheet is None:
            raise refuse("This sheet is not in the file.")
        try:
            # some programs write a wrong one, and then only that part would be read
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1, max_row=LAST_ROW)
            for number, values in enumerate(rows, start=1):
                is_empty = values.count(None) == len(values)
                cells = [] if is_empty else [cell_words(value) for value in values]
                if any(len(cell) > LONGEST_CELL for cell in cells):
                    raise refuse(CELL_TOO_LONG)
                yield number, cells
        except RuleBroken:
            raise
        except Exception as broken:
            raise refuse(NOT_READ) from broken


def sheet_name(title: str) -> str:
    """The name of a sheet as it is shown and compared."""
    return " ".join(title.split())[:LONGEST_NAME]


def _filled_rows(packed: zipfile.ZipFile, part: Any) -> int:
    """In how many rows of a sheet something stands, counted in its bytes: reading every cell takes long."""
    if not part.Type.endswith("/worksheet") or part.target not in packed.namelist():
        return 0
    count, rest = 0, b""
    with packed.open(part.target) as opened:
        while piece := opened.read(PIECE):
            *rows, rest = ROW_END.split(rest + piece)
            if len(rest) > LONGEST_ROW:
                raise refuse(NOT_READ)
            if any(int(number) > LAST_ROW for row in rows for number in ROW_NUMBER.findall(row)):
                raise refuse(NOT_READ)
            count += sum(FILLED.search(row) is not None for row in rows)
    return count
