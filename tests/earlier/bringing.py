"""Files with earlier words for tests: CSV and Excel, and one that was brought."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from portal.core import clock
from portal.earlier.actions import bring
from portal.earlier.models import EarlierFile
from portal.earlier.sheets import table_in
from tests.planting import area_called

TABLE = b"Id,Comment\n1,The bus is late.\n"


def brought(area_slug: str = "liverpool", by: int = 1, content: bytes = TABLE) -> EarlierFile:
    """A file whose columns are to be named; call it inside a transaction."""
    return bring(
        area=area_called(area_slug),
        title="School survey",
        file_name="survey.csv",
        content=content,
        table=table_in(content, "survey.csv"),
        by=by,
        at=clock.now(),
    )


def workbook(rows: Sequence[Sequence[Any]], merge: str = "") -> bytes:
    """An Excel file with these rows in its first sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
