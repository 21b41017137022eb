"""A provider confirms or corrects their entry by a signed link; an officer decides on what they say."""

from datetime import timedelta
from typing import Any

import flask
import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox.models import OutboxMessage
from portal.local_offer.directory.models import Service
from portal.local_offer.providers.actions import address_of
from portal.local_offer.providers.links import number_of, signed
from portal.local_offer.providers.models import Correction, ProviderLink
from tests.checked_client import CheckedClient, field_value
from tests.local_offer.listing import a_service
from tests.planting import area_called
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/local-offer/"


@pytest.fixture
def officer(app: flask.Flask) -> CheckedClient:
    """A browser in which an officer is signed in, and a service nobody has checked for long."""
    with transaction():
        service = a_service(email="kites@example.org", latitude=53.4, longitude=-2.9, cost="£3")
        service.last_checked_on = clock.today() - timedelta(days=500)
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client


def only() -> Service:
    db.session.rollback()
    return db.session.scalars(sa.select(Service)).one()


def asked(officer: CheckedClient, email: str = "") -> str:
    """The address of a new link, as far as it is the portal's own."""
    page = f"{STAFF}services/{only().id}/provider/"
    assert officer.send(page, email=email).status_code == 303
    link = db.session.scalars(sa.select(ProviderLink).order_by(ProviderLink.id.desc())).first()
    assert link is not None
    assert address_of(area_called("liverpool"), link) in officer.get(page).text
    return f"/liverpool/local-offer/entry/{signed('liverpool', link.id)}/"


def test_a_provider_confirms_without_an_account(officer: CheckedClient, client: CheckedClient) -> None:
    where = asked(officer, "kites@example.org")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 1
    assert "We fly kites." in client.get(where).text
    assert client.send(f"{where}right/", where).status_code == 303
    assert "Thank you" in client.get(f"{where}thanks/").text
    assert only().last_checked_on == clock.today()


def test_a_correction_waits_and_changes_the_entry_only_when_it_is_taken_over(
    officer: CheckedClient, client: CheckedClient
) -> None:
    where = asked(officer)
    filled: dict[str, Any] = {
        "name": "Kite club",
        "plain_summary": "We fly kites.",
        "needs": ["any"],
        "min_age": "5",
    }
    assert client.send(where, **filled, max_age="3x").status_code == 422
    for cost in ("£9", "Free"):
        sent = client.send(where, **filled, max_age="11", cost=cost, address="2 New Street", email="")
        assert sent.status_code == 303, sent.text
    assert only().cost == "£3"
    (waiting,) = db.session.scalars(sa.select(Correction).where(Correction.state == "waiting"))
    assert waiting.fields == {"cost": "Free", "address": "2 New Street", "email": ""}
    page = f"{STAFF}corrections/{waiting.id}/"
    assert "Kite club" in officer.get(f"{STAFF}corrections/").text
    shown = officer.get(page).text
    assert "£3" in shown
    assert "2 New Street" in shown
    accepted = officer.send(f"{page}accept/", page, version=field_value(shown, "version"))
    assert accepted.status_code == 303
    assert (only().cost, only().address, only().latitude) == ("Free", "2 New Street", None)
    assert only().last_checked_on == clock.today()
    assert officer.send(f"{page}refuse/", page).status_code == 409


def test_an_entry_that_changed_meanwhile_is_looked_at_again(
    officer: CheckedClient, client: CheckedClient
) -> None:
    where = asked(officer)
    assert client.send(where, name="Kites and boats", plain_summary="Both.").status_code == 303
    number = db.session.scalars(sa.select(Correction.id)).one()
    page = f"{STAFF}corrections/{number}/"
    seen = field_value(officer.get(page).text, "version")
    with transaction():
        only().cost = "£5"
    assert officer.send(f"{page}accept/", page, version=seen).status_code == 409
    assert only().name == "Kite club"
    assert officer.send(f"{page}refuse/", page).status_code == 303
    assert only().name == "Kite club"


def test_a_link_ends_can_be_closed_and_cannot_be_made_up(
    officer: CheckedClient, client: CheckedClient
) -> None:
    where = asked(officer)
    number = number_of("liverpool", where.split("/")[-2])
    assert number is not None
    for odd in (f"{number}-{'0' * 40}", f"{number}", "x-y", signed("wirral", number)):
        assert client.get(f"/liverpool/local-offer/entry/{odd}/").status_code == 404
    assert client.get(where.replace("liverpool", "wirral")).status_code == 404
    with transaction():
        link = db.session.get_one(ProviderLink, number)
        link.expires_on = clock.today() - timedelta(days=1)
    assert client.get(where).status_code == 410
    again = asked(officer)
    closing = f"{STAFF}provider-links/{number + 1}/revoke/"
    page = f"{STAFF}services/{only().id}/provider/"
    token = client.token(again)
    assert officer.send(closing, page).status_code == 303
    assert client.get(again).status_code == 410
    assert client.post(f"{again}right/", data={"csrf_token": token}).status_code == 410
    assert only().last_checked_on != clock.today()
