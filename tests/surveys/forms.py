"""XLSForms for tests, as other tools write them."""

import io
from typing import Any

from openpyxl import Workbook

CHOICES = [
    ["yesno", "yes", "Yes"],
    ["yesno", "no", "No"],
    ["food", "pizza", "Pizza"],
    ["food", "soup", "Soup"],
]


def workbook(
    survey: list[list[Any]],
    choices: list[list[Any]] | None = None,
    head: tuple[str, ...] = ("type", "name", "label", "relevant"),
) -> bytes:
    """A form with these rows."""
    book = Workbook()
    sheets = {
        "survey": [list(head), *survey],
        "choices": [["list_name", "name", "label"], *(CHOICES if choices is None else choices)],
        "settings": [["form_title"], ["School meals"]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
