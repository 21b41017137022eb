"""The people page: invite, give and end roles, and what an admin may not do."""

import re
from typing import Any

import flask
import pytest

from portal.accounts.links import LIFE
from portal.accounts.models import Person
from portal.accounts.queries import person_by_email, person_in
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from tests.checked_client import CheckedClient
from tests.signing_in import PASSWORD, plant, sign_in

PEOPLE = "/liverpool/staff/people/"
NEW = "new.person@example.org"


def area(slug: str = "liverpool") -> Area:
    found = area_by_slug(slug)
    assert found is not None
    return found


def page_of(person: Person) -> str:
    return f"{PEOPLE}{person.id}/"


def test_the_page_lists_people_with_their_roles(client: CheckedClient) -> None:
    plant("officer")
    sign_in(client, "area admin")
    page = client.get(PEOPLE).text
    assert "Officer Liverpool" in page
    assert "never signed in" in page


def test_people_of_another_area_are_not_listed_and_cannot_be_opened(client: CheckedClient) -> None:
    stranger = plant("officer", "wirral")
    sign_in(client, "area admin")
    assert "Officer Wirral" not in client.get(PEOPLE).text
    assert client.get(page_of(stranger)).status_code == 404
    for act in ("", "end/", "password-link/"):
        assert client.send(f"{page_of(stranger)}{act}", at=PEOPLE).status_code == 404
    assert stranger.roles_in(area("wirral")) == {Role.OFFICER}


def test_roles_are_given_and_ended_by_ticking(client: CheckedClient) -> None:
    officer = plant("officer")
    sign_in(client, "area admin")
    response = client.send(page_of(officer), seen="officer", roles=["analyst", "editor"])
    assert response.status_code == 303
    assert officer.roles_in(area()) == {Role.ANALYST, Role.EDITOR}
    assert "held now" in client.get(page_of(officer)).text


def test_a_role_that_ended_is_kept_with_who_and_when(client: CheckedClient) -> None:
    officer = plant("officer")
    admin = sign_in(client, "area admin")
    client.send(page_of(officer), seen="officer", roles=["analyst"])
    client.send(page_of(officer), seen="analyst", roles=["officer"])
    rows = [(m.role, m.ended_by) for m in officer.memberships]
    assert rows == [("officer", admin.id), ("analyst", admin.id), ("officer", None)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"seen": "officer", "roles": []}, "Choose at least one role"),
        ({"seen": "analyst", "roles": ["editor"]}, "Another admin has changed these roles"),
        ({"seen": "officer", "roles": ["queen"]}, "Choose from the roles"),
        ({"seen": "queen\0", "roles": ["officer", "officer"]}, "Another admin has changed these roles"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    client: CheckedClient, fields: dict[str, Any], words: str
) -> None:
    officer = plant("officer")
    sign_in(client, "area admin")
    response = client.send(page_of(officer), **fields)
    assert response.status_code == 422
    assert words in response.text
    assert officer.roles_in(area()) == {Role.OFFICER}


def test_an_admin_cannot_end_their_own_admin_role(client: CheckedClient) -> None:
    plant("area admin", email="second@example.org")
    admin = sign_in(client, "area admin")
    response = client.send(page_of(admin), seen="area admin", roles=["officer"])
    assert "You cannot end your own role as area admin" in response.text
    assert client.send(f"{page_of(admin)}end/").status_code == 409
    assert admin.roles_in(area()) == {Role.AREA_ADMIN}


def test_another_admin_can_be_ended(client: CheckedClient) -> None:
    second = plant("area admin", email="second@example.org")
    sign_in(client, "area admin")
    assert client.send(f"{page_of(second)}end/").status_code == 303
    assert second.has_ended


def test_an_ended_person_is_out_at_once(app: flask.Flask, client: CheckedClient) -> None:
    officers = CheckedClient(app)
    officer = sign_in(officers, "officer")
    sign_in(client, "area admin")
    client.send(f"{page_of(officer)}end/")
    assert officers.get("/account/password/").status_code == 302
    page = officers.send("/account/sign-in/", email=officer.email, password=PASSWORD)
    assert "Check your email and password" in page.text


def test_ending_work_in_one_area_leaves_the_other(app: flask.Flask, client: CheckedClient) -> None:
    both = plant("officer", email="both@example.org")
    plant("officer", "wirral", email="both@example.org")
    sign_in(client, "area admin")
    client.send(f"{page_of(both)}end/")
    assert not both.has_ended
    assert both.roles_in(area()) == set()
    assert both.roles_in(area("wirral")) == {Role.OFFICER}


def invite(client: CheckedClient, email: str = NEW, role: str = "officer") -> str:
    """Invite by the page; returns the path of the link."""
    response = client.send(f"{PEOPLE}invite/", email=email, role=role)
    assert response.status_code == 303, response.text
    page = client.get(response.location).text
    found = re.search(r"http://127\.0\.0\.1:8000(/account/invitation/[\w-]+/)", page)
    assert found is not None
    assert found.group(1) not in client.get(response.location).text, "the link is shown only once"
    return found.group(1)


def test_an_invited_person_sets_a_password_and_is_in(app: flask.Flask, client: CheckedClient) -> None:
    sign_in(client, "area admin")
    link = invite(client)
    newcomer = CheckedClient(app)
    response = newcomer.send(link, name="Nadia P", password=PASSWORD)
    assert response.status_code == 303
    assert newcomer.get("/account/password/").status_code == 200
    person = person_by_email(NEW)
    assert person is not None
    assert person.name == "Nadia P"
    assert person.roles_in(area()) == {Role.OFFICER}


def test_a_link_works_once(app: flask.Flask, client: CheckedClient) -> None:
    sign_in(client, "area admin")
    link = invite(client)
    newcomer = CheckedClient(app)
    newcomer.send(link, name="Nadia P", password=PASSWORD)
    assert newcomer.get(link).status_code == 410
    response = newcomer.send(link, at="/account/sign-in/", name="Thief", password=PASSWORD)
    assert response.status_code == 410
    assert "This link does not work" in response.text


def test_a_link_that_was_taken_back_does_not_work(app: flask.Flask, client: CheckedClient) -> None:
    sign_in(client, "area admin")
    response = client.send(f"{PEOPLE}invite/", email=NEW, role="officer")
    page = client.get(response.location).text
    link = re.search(r"/account/invitation/[\w-]+/", page)
    assert link is not None
    assert client.send(f"{response.location}take-back/", at=response.location).status_code == 303
    assert CheckedClient(app).get(link.group()).status_code == 410
    assert client.send(f"{response.location}take-back/", at=PEOPLE).status_code == 409


def test_a_link_is_too_old_after_seven_days(app: flask.Flask, client: CheckedClient) -> None:
    sign_in(client, "area admin")
    link = invite(client)
    with clock.at(clock.now() + LIFE):
        assert CheckedClient(app).get(link).status_code == 410


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "not an address", "role": "officer"}, "Type an email address"),
        ({"email": NEW}, "Choose a role"),
        ({"email": NEW, "role": "queen"}, "Choose from the roles"),
        ({"role": "officer"}, "Type an email address"),
        ({"email": "officer.liverpool@example.org", "role": "analyst"}, "works here already"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(
    client: CheckedClient, fields: dict[str, str], words: str
) -> None:
    plant("officer")
    sign_in(client, "area admin")
    response = client.send(f"{PEOPLE}invite/", **fields)
    assert response.status_code == 422
    assert words in response.text


def test_a_second_open_invitation_for_one_address_is_refused(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    invite(client)
    response = client.send(f"{PEOPLE}invite/", email=NEW.upper(), role="analyst")
    assert "There is an open invitation" in response.text


def test_an_account_from_another_area_joins_with_its_own_password(
    app: flask.Flask, client: CheckedClient
) -> None:
    stranger = plant("officer", "wirral", email=NEW)
    sign_in(client, "area admin")
    link = invite(client)
    thief = CheckedClient(app)
    refused = thief.send(link, password="a password of the thief", name="Thief")
    assert "Check your email and password" in refused.text
    assert thief.send(link, password=PASSWORD).status_code == 303
    assert stranger.name != "Thief"
    assert stranger.roles_in(area()) == {Role.OFFICER}


def test_somebody_who_was_ended_comes_back_with_a_new_password(
    app: flask.Flask, client: CheckedClient
) -> None:
    officer = plant("officer", email=NEW)
    sign_in(client, "area admin")
    client.send(f"{page_of(officer)}end/")
    link = invite(client)
    assert (
        CheckedClient(app).send(link, name="Back Again", password="another lorry song").status_code == 303
    )
    assert not officer.has_ended
    assert person_in(area(), officer.id) is not None


def test_a_new_password_link_signs_every_device_out(app: flask.Flask, client: CheckedClient) -> None:
    old_device = CheckedClient(app)
    officer = sign_in(old_device, "officer")
    sign_in(client, "area admin")
    response = client.send(f"{page_of(officer)}password-link/", at=page_of(officer))
    link = re.search(r"/account/invitation/[\w-]+/", client.get(response.location).text)
    assert link is not None
    new_device = CheckedClient(app)
    assert new_device.send(link.group(), password="another lorry song").status_code == 303
    assert old_device.get("/account/password/").status_code == 302
    assert new_device.get("/account/password/").status_code == 200


def test_no_admin_opens_the_door_to_another_area(client: CheckedClient) -> None:
    plant("officer", email="both@example.org")
    both = plant("safeguarding lead", "wirral", email="both@example.org")
    sign_in(client, "area admin")
    response = client.send(f"{page_of(both)}password-link/", at=page_of(both))
    assert response.status_code == 409
    assert "also opens another area" in response.text


def test_a_number_too_long_for_a_database_is_not_found(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    assert client.get(f"{PEOPLE}{10**30}/").status_code == 404
    assert client.get(f"{PEOPLE}{2**63 - 1}/").status_code == 404
