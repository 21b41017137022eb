"""The settings page: what may be changed, what is refused, and two admins at once."""

import re
from typing import Any

import flask
import pytest

from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import audit
from tests.checked_client import CheckedClient
from tests.page_rules import Page
from tests.signing_in import sign_in

SETTINGS = "/liverpool/staff/settings/"


def area() -> Area:
    found = area_by_slug("liverpool")
    assert found is not None
    return found


def shown(client: CheckedClient) -> dict[str, str]:
    """What the form holds when the page is opened, as a browser would send it back."""
    text = client.get(SETTINGS).text
    fields = dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</textarea>', text))
    for _form, inputs in Page(text).forms:
        for field in inputs:
            if field.get("type") != "radio" or "checked" in field:
                fields[field["name"]] = field.get("value", "")
    return fields


def save(client: CheckedClient, **changes: Any) -> Any:
    """Open the page, change some fields and send it."""
    return client.post(SETTINGS, data={**shown(client), **changes})


def test_saving_the_page_as_it_is_changes_nothing(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    before = area().version
    assert save(client).status_code == 303
    assert area().version == before


def test_a_change_is_saved_and_its_name_audited(client: CheckedClient) -> None:
    admin = sign_in(client, "area admin")
    assert save(client, reading_days="3", threshold="12").status_code == 303
    assert area().settings.reading_days == 3
    row = audit.latest(area().id)[0]
    assert (row.act, row.person_id) == ("changed settings", admin.id)
    assert row.details == {"changed": ["protection.threshold", "reading_days"]}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("threshold", "9", "cannot be below 10"),
        ("threshold", "many", "Write a whole number"),
        ("threshold", "", "Write a whole number"),
        ("small", "7", "cannot be below 8"),
        ("step", "4", "rounded to 5, 10, 15"),
        ("epsilon", "1.5", "between 0.01 and 1"),
        ("epsilon", "nan", "between 0.01 and 1"),
        ("epsilon", "inf", "between 0.01 and 1"),
        ("reading_days", "0", "from 1 to 20"),
        ("reading_days", "9" * 5000, "Write a whole number"),
        ("digital_age", "12", "from 13 to 18"),
        ("keep_unfinished_answers", "0", "from 3 to 9125"),
        ("keep_alerts", "-1", "from 30 to 9125"),
        ("advice_phone", "call me", "Write a phone number"),
        ("contact_email", "nobody", "Write an email address"),
        ("accessibility_reviewed", "27 March", "Write a date"),
        ("logo_text", "", "Write a name for the bar"),
        ("colours", "tartan", "Choose one of the colour sets"),
    ],
)
def test_a_setting_that_may_not_be_is_refused(
    client: CheckedClient, field: str, value: str, words: str
) -> None:
    sign_in(client, "area admin")
    before = area().stored_settings
    response = save(client, **{field: value})
    assert response.status_code == 422
    assert words in response.text
    assert area().stored_settings == before


def test_a_form_with_nothing_in_it_is_refused(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    assert client.send(SETTINGS).status_code == 422


def test_a_brand_that_some_cannot_read_is_refused_with_its_ratio(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    response = save(client, colours="own", primary="#888888", link="#888888")
    assert response.status_code == 422
    assert "The words on the bar and buttons: 3.5 to 1. It must be 7 to 1 or more" in response.text
    assert "Links on the paper: 3.3 to 1." in response.text


def test_an_own_brand_is_served_as_a_style_sheet_that_may_be_kept(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    assert client.get("/liverpool/brand.css").status_code == 404
    assert save(client, colours="own", primary="#004A40", link="#004a40").status_code == 303
    page = client.get(SETTINGS).text
    address = f"/liverpool/brand.css?v={area().version}"
    assert address in page
    response = client.get(address)
    assert response.mimetype == "text/css"
    assert "--primary:#004a40;" in response.text
    assert "max-age=31536000" in response.headers["Cache-Control"]


def test_going_back_to_a_shipped_set_ends_the_own_style_sheet(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    save(client, colours="own", primary="#004a40", link="#004a40")
    save(client, colours="wirral")
    assert client.get("/liverpool/brand.css").status_code == 404
    assert 'data-area="wirral"' in client.get(SETTINGS).text


def test_the_second_of_two_admins_keeps_what_they_typed(app: flask.Flask, client: CheckedClient) -> None:
    sign_in(client, "area admin")
    second = CheckedClient(app)
    sign_in(second, "area admin", email="second@example.org")
    typed = {**shown(second), "reading_days": "7", "advice_phone": "0151 496 0321"}
    assert save(client, reading_days="3").status_code == 303

    response = second.post(SETTINGS, data=typed)
    assert response.status_code == 409
    assert "Another admin has saved these settings while you typed." in response.text
    assert "We read words within: 3" in response.text
    assert 'value="0151 496 0321"' in response.text
    assert area().settings.reading_days == 3

    assert second.post(SETTINGS, data={**typed, "version": str(area().version)}).status_code == 303
    assert area().settings.reading_days == 7


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_a_version_that_was_tampered_with_counts_as_overtaken(client: CheckedClient, version: str) -> None:
    sign_in(client, "area admin")
    assert save(client, reading_days="3", version=version).status_code == 409
