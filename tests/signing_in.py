"""Sign a person in through the real page; plants the person first."""

import flask

from portal.accounts import actions, passwords
from portal.accounts.models import Person
from portal.accounts.roles import Role
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from tests.checked_client import CheckedClient

PASSWORD = "teapot lorry cloud"
SIGN_IN = "/account/sign-in/"


def plant(role: Role | str, area: str = "liverpool", email: str = "") -> Person:
    """A person with this role in this area; the same role and area give the same person."""
    role = Role(role)
    address = email or f"{role.replace(' ', '-')}.{area}@example.org"
    cost = flask.current_app.config["PORTAL"].password_cost
    where = area_by_slug(area)
    assert where is not None, f"no area {area}"
    with transaction():
        return actions.plant_person(
            area=where,
            role=role,
            email=address,
            name=address.partition("@")[0].replace(".", " ").title(),
            password_hash=passwords.hash_password(PASSWORD, cost=cost),
            at=clock.now(),
        )


def sign_in(client: CheckedClient, role: Role | str, area: str = "liverpool", email: str = "") -> Person:
    """Plant a person with this role ("officer") and sign the client in as them."""
    person = plant(role, area, email)
    response = client.send(SIGN_IN, email=person.email, password=PASSWORD)
    assert response.status_code == 303, response.get_data(as_text=True)
    return person


def sign_out(client: CheckedClient) -> None:
    """Sign the client out through the form."""
    assert client.send("/account/sign-out/", at=SIGN_IN).status_code == 303
