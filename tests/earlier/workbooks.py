"""Excel files of several sheets for tests: seen, hidden, empty, and with a chart alone."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.chart import BarChart

Rows = Sequence[Sequence[Any]]
PARENTS: Rows = [["Id", "Comment"], [1, "The bus is late."], [2, "Nobody rang."]]
PUPILS: Rows = [["Id", "What is good?"], [1, "The clubs."], [2, "The bus is late."], [3, "Art."]]


def workbook_of(
    sheets: Mapping[str, Rows], *, hidden: Sequence[str] = (), buried: Sequence[str] = (), chart: str = ""
) -> bytes:
    """An Excel file with these sheets in their order; Excel's menu does not show `buried` ones."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if chart:
        book.create_chartsheet(chart).add_chart(BarChart())
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "veryHidden" if name in buried else "visible"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with this part in it, in place of one of this name."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one.filename, old.read(one))
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return changed.getvalue()


def many_rows(count: int) -> bytes:
    """An Excel file whose one sheet has so many rows below its headings, made without openpyxl."""
    row = "<row><c t='inlineStr'><is><t>%s</t></is></c></row>"
    rows = row % "Comment" + row % "So" * count
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f"<worksheet xmlns='{spreadsheet}'><sheetData>{rows}</sheetData></worksheet>"
    return with_part(workbook_of({"All": []}), "xl/worksheets/sheet1.xml", sheet.encode())
