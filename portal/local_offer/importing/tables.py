"""A table of services as CSV: its columns, which of our fields each most likely is, and its rows."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from portal.core.errors import RuleBroken
from portal.core.table_files import csv_rows, has_words, likely_columns, plain_heading
from portal.core.workbook_sheets import MOST_COLUMNS
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

MOST_ROWS = 50_000
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
    names = _headings(content)
    if len([name for name in names if name]) < 2 or len(names) > MOST_COLUMNS:
        raise RuleBroken("This is not a table with headings in its first line.", field="file", status=422)
    return names


def _headings(content: bytes) -> list[str]:
    return [plain_heading(cell) for _number, row in islice(csv_rows(content), 1) for cell in row]


def guess(names: list[str]) -> dict[str, str]:
    """Which column each of our fields most likely is: heading by field, those not found left out."""
    return likely_columns(names, {field: ALSO.get(field, set()) for field in FIELDS})


def read_table(content: bytes, mapping: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The rows as our fields; rows without any words are passed over. Refuses too many."""
    names = _headings(content)
    places = {field: names.index(name) for field, name in mapping.items() if name in names}
    for number, row in islice(csv_rows(content), 1, None):
        if number > MOST_ROWS + 1:
            raise RuleBroken("The table is too long.")
        if has_words(row):
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
