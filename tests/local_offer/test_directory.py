"""The directory: officers keep services, families read them, old entries are marked, ended ones say so."""

from datetime import timedelta
from typing import Any

import flask
import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.local_offer.directory.models import Organisation, Service
from tests.checked_client import CheckedClient
from tests.local_offer.listing import a_service
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/local-offer/services/"
LIST = "/liverpool/local-offer/services/"
GOOD: dict[str, Any] = {
    "name": "Kite club",
    "organisation": "Far Shore",
    "plain_summary": "We fly kites.",
    "needs": ["autism"],
    "min_age": "5",
    "max_age": "11",
    "is_free": "yes",
    "url": "https://kites.example.org/",
    "phone": "0151 496 0123",
    "status": "active",
}


@pytest.fixture
def officer(app: flask.Flask) -> CheckedClient:
    """A browser in which an officer is signed in."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client


def only() -> Service:
    return db.session.scalars(sa.select(Service)).one()


def test_what_an_officer_writes_families_read_in_both_ways(
    officer: CheckedClient, client: CheckedClient
) -> None:
    assert officer.send(f"{STAFF}add/", **GOOD).status_code == 303
    page = client.get(f"{LIST}{only().id}/").text
    for words in ("Kite club", "Far Shore", "Age 5 to 11", "Autism", "Free", "We last checked this on"):
        assert words in page
    easy = client.get(f"{LIST}{only().id}/?easy=yes").text
    assert "You do not pay." in easy
    assert "Kite club" in client.get(LIST).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": ""}, "Give it a name."),
        ({"min_age": "12"}, "The highest age is below"),
        ({"min_age": "four"}, "whole number of years"),
        ({"url": "javascript:alert(1)"}, "begins with https://"),
        ({"email": "at home"}, "Write an email address"),
        ({"needs": ["flying"]}, "Choose from the page."),
        ({"description": "x" * 5001}, "Write less"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    officer: CheckedClient, fields: dict[str, Any], says: str
) -> None:
    refused = officer.send(f"{STAFF}add/", **(GOOD | fields))
    assert (refused.status_code, says in refused.text) == (422, True)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Service)) == 0


def test_an_entry_nobody_checked_for_a_year_is_marked_until_somebody_does(
    officer: CheckedClient, client: CheckedClient
) -> None:
    with transaction():
        service_id = a_service().id
    with clock.at(clock.now() + timedelta(days=366)):
        sign_in(officer, "officer", email="later@example.org")
        assert "Please ask before you go" in client.get(f"{LIST}{service_id}/").text
        assert "Kite club" in officer.get(f"{STAFF}?show=stale").text
        assert officer.send(f"{STAFF}{service_id}/checked/", f"{STAFF}{service_id}/").status_code == 303
        assert "Please ask before you go" not in client.get(f"{LIST}{service_id}/").text
        assert "There are none." in officer.get(f"{STAFF}?show=stale").text


def test_a_service_off_the_list_says_so_at_its_address(
    officer: CheckedClient, client: CheckedClient
) -> None:
    with transaction():
        service_id = a_service().id
    assert officer.send(f"{STAFF}{service_id}/take-off/").status_code == 303
    gone = client.get(f"{LIST}{service_id}/")
    assert (gone.status_code, "was taken off the list" in gone.text) == (410, True)
    assert "Kite club" not in client.get(LIST).text


def test_two_who_change_one_service_meet(officer: CheckedClient) -> None:
    with transaction():
        service_id = a_service().id
    fields = GOOD | {"version": "1", "name": "Kites and boats", "organisation": "Another group"}
    assert officer.send(f"{STAFF}{service_id}/", **fields).status_code == 303
    late = officer.send(f"{STAFF}{service_id}/", **fields)
    assert (late.status_code, "Somebody else has changed this" in late.text) == (422, True)
    assert only().organisation.name == "Another group"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 2


def test_officers_find_a_service_by_its_name_or_who_runs_it(officer: CheckedClient) -> None:
    with transaction():
        a_service()
        a_service(name="Boat club", organisation="Near Shore")
    assert "Kite club" not in officer.get(f"{STAFF}?q=boat").text
    assert "Boat club" in officer.get(f"{STAFF}?q=near").text
    assert "There are none." in officer.get(f"{STAFF}?q=%25_%27").text
