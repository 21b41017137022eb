"""A table of services as CSV: its columns, which of our fields each most likely is, and its rows."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from portal.core.errors import RuleBroken
from portal.local_offer.directory.details import LONGEST, Details
from portal.local_offer.importing.parsed import (
    LONGEST_KEY,
    Parsed,
    Refused,
    checked,
    days_of,
    iso_day,
    plain,
    point,
    sorted_under,
    status_of,
    web_address,
    years,
)

MOST_COLUMNS = 200
MOST_ROWS = 50_000
LONGEST_CELL = 50_000
TEXTS = (
    "name",
    "description",
    "plain_summary",
    "cost",
    "place_name",
    "address",
    "postcode",
    "schedule",
    "how_to_get_it",
    "who_decides",
    "accessibility",
    "phone",
    "email",
)
# what a column may be: our fields, and what is no field of a service
FIELDS = (
    "id",
    "organisation",
    *TEXTS,
    "url",
    "min_age",
    "max_age",
    "kinds",
    "days",
    "languages",
    "latitude",
    "longitude",
    "status",
    "checked_on",
)
# other headings under which a field is often found, in small letters
ALSO = {
    "id": {"service id", "identifier", "ref", "reference"},
    "organisation": {"organization", "provider", "organisation name", "run by"},
    "name": {"service", "service name", "title"},
    "plain_summary": {"summary", "in short"},
    "cost": {"costs", "price", "fees"},
    "place_name": {"venue", "place", "location"},
    "schedule": {"when", "opening times", "hours", "opening hours"},
    "how_to_get_it": {"referral", "how to apply", "how to access", "access"},
    "accessibility": {"place accessibility", "access needs"},
    "phone": {"telephone", "tel", "phone number"},
    "email": {"e-mail", "email address"},
    "url": {"website", "web page", "web", "link"},
    "min_age": {"age from", "minimum age", "lowest age"},
    "max_age": {"age to", "maximum age", "highest age"},
    "kinds": {"categories", "category", "needs", "tags", "themes"},
    "checked_on": {"last checked", "checked", "updated", "last updated"},
}


def headings(content: bytes) -> list[str]:
    """The column headings of a table; refuses what is no table, or one without two columns."""
    first = next(_rows(content), [])
    names = [plain_heading(cell) for cell in first]
    if len([name for name in names if name]) < 2 or len(names) > MOST_COLUMNS:
        raise RuleBroken("This is not a table with headings in its first line.", field="file", status=422)
    return names


def plain_heading(cell: str) -> str:
    """A heading as it is shown and compared."""
    return " ".join(cell.split())[:100]


def guess(names: list[str]) -> dict[str, str]:
    """Which column each of our fields most likely is: heading by field, those not found left out."""
    found = {}
    for field in FIELDS:
        wanted = {field, field.replace("_", " "), *ALSO.get(field, ())}
        heading = next((name for name in names if name.lower() in wanted), "")
        if heading:
            found[field] = heading
    return found


def read_table(content: bytes, mapping: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The rows as our fields; rows without any words are passed over. Refuses too many."""
    rows = _rows(content)
    names = [plain_heading(cell) for cell in next(rows, [])]
    places = {field: names.index(name) for field, name in mapping.items() if name in names}
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise RuleBroken("The table is too long.")
        if any(cell.strip() for cell in row):
            yield {field: row[place] for field, place in places.items() if place < len(row)}


def read_row(row: dict[str, str], themes: Mapping[str, str]) -> Parsed:
    """One row as a service; refuses (Refused) what cannot be taken. Without an id the name is its id."""
    texts: dict[str, Any] = {name: plain(row.get(name), name, LONGEST[name]) for name in TEXTS}
    runs_it = plain(row.get("organisation"), "organisation", 200) or "Not named in the table"
    key = plain(row.get("id"), "id", LONGEST_KEY) or f"{runs_it}: {texts['name']}"[:LONGEST_KEY]
    place = point(row.get("latitude"), row.get("longitude"))
    details = Details(
        **texts,
        url=web_address(row.get("url")),
        min_age=years(_cell(row, "min_age"), "min_age"),
        max_age=years(_cell(row, "max_age"), "max_age"),
        is_free=True if texts["cost"].lower() == "free" else None,
        days=days_of(_many(row, "days")),
        languages=_many(row, "languages"),
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        status=status_of(row.get("status")),
        **sorted_under(_many(row, "kinds"), themes),
    )
    organisation = {"key": runs_it, "name": runs_it, "description": "", "url": "", "email": ""}
    return Parsed(key, organisation, checked(details), iso_day(row.get("checked_on", "")))


def name_of(row: dict[str, str]) -> str:
    """What to call a row that was refused."""
    try:
        return plain(row.get("name"), "name", LONGEST["name"])
    except Refused:
        return ""


def _cell(row: dict[str, str], name: str) -> str:
    return row.get(name, "").strip()


def _many(row: dict[str, str], name: str) -> list[str]:
    """A cell with several words: between semicolons, else between commas."""
    cell = plain(row.get(name), name, 1000)
    return [word.strip() for word in cell.split(";" if ";" in cell else ",") if word.strip()]


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # what spreadsheets on Windows write
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    between = max(",;\t|", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=between):
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise RuleBroken("A cell of the table is too long.")
            yield row
    except csv.Error as odd:
        raise RuleBroken("This is not a table that can be read.", field="file", status=422) from odd
