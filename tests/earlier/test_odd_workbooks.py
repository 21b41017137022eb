"""Workbooks that say what cannot be, or are small and unpack to millions of parts, hold nobody up."""

import pytest

from tests.checked_client import CheckedClient
from tests.earlier.desk import USUAL, bring, counts, items, put_in, tried
from tests.earlier.workbooks import with_part, workbook_of

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELL = "<c t='inlineStr'><is><t>%s</t></is></c>"


def rows_at(*places: int | str) -> bytes:
    """A workbook whose rows of a number and a comment say that they stand in these places."""
    rows = "".join(f"<row r='{place}'>{CELL % str(place)[:5]}{CELL % 'Comment'}</row>" for place in places)
    sheet = f"<worksheet xmlns='{SPREADSHEET}'><sheetData>{rows}</sheetData></worksheet>"
    return with_part(workbook_of({"All": []}), "xl/worksheets/sheet1.xml", sheet.encode())


def test_a_row_far_below_the_others_is_read_and_the_empty_ones_between_are_no_rows_too_many(
    officer: CheckedClient,
) -> None:
    put_in(officer, tried(officer, rows_at(1, 2, 60_000), "notes.xlsx", **USUAL, key="0"))
    assert counts() == {"new": 2, "empty": 59_997}
    assert len(items()) == 2


@pytest.mark.parametrize("first", [1_048_577, 10**12, "9" * 5000])
def test_a_row_where_no_sheet_has_one_is_refused_at_once(officer: CheckedClient, first: int | str) -> None:
    sent = bring(officer, rows_at(first, first), "notes.xlsx")
    assert sent.status_code == 422
    assert "cannot read this as an Excel file" in sent.text


@pytest.mark.parametrize("part", ["xl/styles.xml", "docProps/custom.xml", "xl/_rels/workbook.xml.rels"])
def test_a_part_of_millions_of_tags_is_refused_before_it_is_read(officer: CheckedClient, part: str) -> None:
    book = with_part(
        workbook_of({"All": [["Id", "Comment"], [1, "Fine."]]}), part, b"<a>" + b"<b/>" * 300_000
    )
    sent = bring(officer, book, "notes.xlsx")
    assert sent.status_code == 422
    assert "unpacks to far more than it should" in sent.text
