"""Makers for tests of exports: ask for a file, let the worker make it, read it back."""

import io
from pathlib import Path
from typing import Any

import flask
import openpyxl

from portal.core.worker.running import run_waiting
from tests.checked_client import CheckedClient

LIST = "/liverpool/staff/exports/"
PURPOSE = "Board pack for the May meeting"
PLAN = "liverpool-2023"
Rows = list[dict[str, Any]]


def asked(client: CheckedClient, **fields: Any) -> str:
    """Send the form; returns the page of the job, or the page that says what is wrong."""
    chosen = {"rounds": ["2026"], "strategy": PLAN, "purpose": PURPOSE, "format": "xlsx", **fields}
    response = client.send(LIST, **chosen)
    assert response.status_code in {303, 422}, response.text
    return response.location or response.text


def make(client: CheckedClient, **fields: Any) -> str:
    """Send the form and let the worker make the file; where it is, or the page that says what is wrong."""
    where = asked(client, **fields)
    if not where.startswith("/"):
        return where
    run_waiting()
    return str(client.get(where).location)


def sheets(client: CheckedClient, where: str) -> dict[str, Rows]:
    """Every sheet of a workbook as rows by heading."""
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{where}file/").data))
    found: dict[str, Rows] = {}
    for sheet in book:
        headings, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    return found


def files_in_folder() -> set[Path]:
    """What lies in the exports folder."""
    return set(flask.current_app.config["PORTAL"].exports_folder.glob("*"))
