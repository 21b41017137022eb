"""Rows of a workbook's sheet, written straight into the file that XlsxWriter gathers them in.

Its own writing of single cells took four fifths of the making of a large workbook: it looks each cell up,
checks it and escapes its attributes anew. Here the parts of a row that repeat are made once. The name and
the version of XlsxWriter are pinned; tests read the workbooks back with another library.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from portal.core.errors import RuleBroken

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
LINE, TALLEST = 15, 409  # in points: a row of one line, and the tallest that a workbook can hold
LETTERS_A_WIDTH = 1.05  # widths count noughts: most letters are narrower, but lines break between words
LONGEST_KEPT = 120
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# the way a workbook writes letters that XML cannot hold: words that look so by chance are told apart
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")


def allowed(words: str) -> str:
    """The words without what XML cannot hold, as long as a cell may be."""
    return _NOT_XML.sub("", words)[:LONGEST_CELL]


Row = Sequence[str | int | None]


def write_rows(sheet: Any, style: Any, rows: Iterable[Row], widths: Sequence[int]) -> int:
    """Write rows under the first one, each cell in this style; returns how many. Empty cells are left out.

    Each row says how tall it is: LibreOffice makes none taller for words that break, and they overlapped.

    Refuses more rows than a workbook can hold.
    """
    # what stands in the first row goes into the file before them
    sheet._write_single_row(1)
    end = f' s="{style._get_xf_index()}"'
    columns: list[str] = []
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise RuleBroken("A workbook cannot hold so many rows. Choose CSV.")
        place = f'{number + 1}"{end}'
        while len(columns) < len(row):
            columns.append(f'<c r="{xl_col_to_name(len(columns))}')
        cells = [
            f"{start}{place}{_cell(cell)}"
            for start, cell in zip(columns, row, strict=False)
            if cell or cell == 0
        ]
        sheet.fh.write(f'<row r="{number + 1}"{_height(row, widths)}>{"".join(cells)}</row>')
    sheet.dim_rowmax = max(sheet.dim_rowmax or 0, number)
    sheet.dim_colmax = max(sheet.dim_colmax or 0, len(columns) - 1)
    sheet.previous_row = number + 1
    return number


def _height(row: Row, widths: Sequence[int]) -> str:
    """Room for the cell with the most lines; nothing where one line is enough."""
    most = 1
    for cell, width in zip(row, widths, strict=False):
        if isinstance(cell, str) and (len(cell) > width * LETTERS_A_WIDTH or "\n" in cell):
            lines = (max(1, ceil(len(line) / (width * LETTERS_A_WIDTH))) for line in cell.split("\n"))
            most = max(most, sum(lines))
    return f' ht="{min(LINE * most, TALLEST)}"' if most > 1 else ""


def _cell(cell: str | int | None) -> str:
    if isinstance(cell, int):
        return f"><v>{cell}</v></c>"
    return _kept(str(cell)) if len(str(cell)) <= LONGEST_KEPT else _words(str(cell))


def _words(words: str) -> str:
    text = _LIKE_AN_ESCAPE.sub("_x005F_", allowed(words)).replace("&", "&amp;").replace("<", "&lt;")
    text = text.replace(">", "&gt;").replace("\r", "_x000D_")
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{keep}>{text}</t></is></c>'


# names of rounds, groups and themes stand in every row
_kept = lru_cache(maxsize=4096)(_words)
