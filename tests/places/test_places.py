"""Places and events: officers keep them, and answers given by their link on their days name them."""

from datetime import timedelta

import flask
import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db
from portal.places.models import Place
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.signing_in import sign_in
from tests.surveys.journey import begin

PLACES = "/liverpool/staff/places/"


@pytest.fixture
def officer(app: flask.Flask) -> CheckedClient:
    """A browser in which an officer is signed in."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client


def add(client: CheckedClient, kind: str = "event", first: int = 0, last: int | None = 0) -> Place:
    today = clock.today()
    ends = "" if last is None else (today + timedelta(days=last)).isoformat()
    starts = (today + timedelta(days=first)).isoformat()
    added = client.send(
        f"{PLACES}add/", kind=kind, name="SEND day", address="Hall", starts_on=starts, ends_on=ends
    )
    assert added.status_code == 303, added.text
    return db.session.scalars(sa.select(Place).order_by(Place.id.desc()).limit(1)).one()


def answered() -> tuple[str, int | None]:
    row = db.session.execute(sa.select(Response.channel, Response.place_id)).one()
    return row.channel, row.place_id


def test_answers_by_the_link_of_an_event_name_it(officer: CheckedClient, client: CheckedClient) -> None:
    place = add(officer)
    assert client.get(f"/liverpool/at/{place.slug}/").location == "/liverpool/surveys/"
    begin(client)
    assert answered() == ("event", place.id)


def test_answers_by_a_poster_are_web_and_name_the_place(
    officer: CheckedClient, client: CheckedClient
) -> None:
    place = add(officer, "place", last=None)
    client.get(f"/liverpool/at/{place.slug}/")
    begin(client)
    assert answered() == ("web", place.id)


@pytest.mark.parametrize(("first", "last"), [(1, 2), (-3, -1)])
def test_the_link_counts_only_on_its_days(
    officer: CheckedClient, client: CheckedClient, first: int, last: int
) -> None:
    place = add(officer, first=first, last=last)
    assert client.get(f"/liverpool/at/{place.slug}/").status_code == 303
    begin(client)
    assert answered() == ("web", None)


def test_tomorrow_the_device_is_at_home(officer: CheckedClient, client: CheckedClient) -> None:
    place = add(officer, "place", last=None)
    client.get(f"/liverpool/at/{place.slug}/")
    with clock.at(clock.now() + timedelta(days=1)):
        begin(client)
    assert answered() == ("web", None)


def test_a_place_of_another_area_counts_nothing_here(officer: CheckedClient, client: CheckedClient) -> None:
    place = add(officer)
    assert client.get(f"/knowsley/at/{place.slug}/").status_code == 404
    client.get(f"/liverpool/at/{place.slug}/")
    begin(client, "/knowsley/surveys/parents-and-carers/")
    assert answered() == ("web", None)


def test_two_places_of_one_name_have_two_links(officer: CheckedClient) -> None:
    assert [add(officer).slug, add(officer).slug] == ["send-day", "send-day-2"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"ends_on": ""}, "An event has a last day"),
        ({"ends_on": "2020-01-01"}, "before the first one"),
        ({"starts_on": "tomorrow"}, "Write a day, like 2027-03-27."),
        ({"kind": "ship"}, "Choose from the page."),
        ({"name": ""}, "Give it a name."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    officer: CheckedClient, fields: dict[str, str], says: str
) -> None:
    good = {
        "kind": "event",
        "name": "Day",
        "address": "",
        "starts_on": "2026-03-01",
        "ends_on": "2026-03-02",
    }
    refused = officer.send(f"{PLACES}add/", **(good | fields))
    assert (refused.status_code, says in refused.text) == (422, True)
    assert db.session.query(Place).count() == 0


def test_two_who_change_one_place_meet(officer: CheckedClient) -> None:
    place = add(officer)
    edit = f"{PLACES}{place.id}/"
    fields = {"kind": "event", "name": "SEND day", "address": "Other hall", "starts_on": "2026-03-01"}
    fields |= {"ends_on": "2026-03-02", "version": "1"}
    assert officer.send(edit, **fields).status_code == 303
    late = officer.send(edit, **fields)
    assert (late.status_code, "Somebody else has changed this" in late.text) == (422, True)


def test_an_ended_place_keeps_its_answers_and_takes_no_more(officer: CheckedClient) -> None:
    place = add(officer, "place", last=None)
    assert officer.send(f"{PLACES}{place.id}/end/").status_code == 303
    assert db.session.scalars(sa.select(Place.ends_on)).one() == clock.today()
    assert "On now" in officer.get(PLACES).text
    with clock.at(clock.now() + timedelta(days=1)):
        sign_in(officer, "officer")
        assert officer.send(f"{PLACES}{place.id}/end/").status_code == 409


def test_the_poster_shows_the_link_as_a_square_and_in_letters(officer: CheckedClient) -> None:
    place = add(officer)
    page = officer.get(f"{PLACES}{place.id}/poster/").text
    assert "poster__qr" in page
    assert "127.0.0.1:8000/liverpool/at/send-day/" in page
