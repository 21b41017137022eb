"""A person's own account: the area they land in, and a new password."""

import threading
import time

import flask
import pytest
from sqlalchemy import event

from portal.accounts import passwords
from portal.core import audit, clock
from portal.core.db import db, transaction
from tests.checked_client import CheckedClient
from tests.signing_in import PASSWORD, SIGN_IN, plant, sign_in

OWN = "/account/password/"
NEW = "another lorry song"


def test_with_one_area_there_is_nothing_to_choose(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    response = client.get("/account/areas/")
    assert response.status_code == 302
    assert response.location.startswith("/liverpool/staff/")


def test_a_new_password_signs_every_other_device_out(app: flask.Flask, client: CheckedClient) -> None:
    other = CheckedClient(app)
    person = sign_in(other, "officer")
    sign_in(client, "officer")
    assert client.send(OWN, current=PASSWORD, password=NEW).status_code == 303
    assert client.get(OWN).status_code == 200
    assert other.get(OWN).status_code == 302
    assert other.send(SIGN_IN, email=person.email, password=PASSWORD).status_code == 422
    assert other.send(SIGN_IN, email=person.email, password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"current": "wrong", "password": NEW}, "You can try 4 more times."),
        ({"current": PASSWORD, "password": "short"}, "at least 12"),
        ({"current": PASSWORD, "password": "Password1234"}, "Many people use this password"),
        ({"current": PASSWORD, "password": "officer.liverpool@example.org"}, "cannot be your email"),
        ({"current": PASSWORD}, "Type a new password"),
        ({}, "Type your password"),
    ],
)
def test_a_password_that_will_not_do_is_refused(
    client: CheckedClient, fields: dict[str, str], words: str
) -> None:
    sign_in(client, "officer")
    response = client.send(OWN, **fields)
    assert response.status_code == 422
    assert words in response.text


def test_families_answers_are_saved_while_a_password_is_checked(
    app: flask.Flask, client: CheckedClient
) -> None:
    """The slow hash holds no write lock: many writes fit into the time of one sign-in."""
    person = plant("officer")
    with transaction():
        person.password_hash = passwords.hash_password(PASSWORD, cost=40)
    token = client.token(SIGN_IN)
    data = {"csrf_token": token, "email": person.email, "password": PASSWORD}
    db.session.rollback()
    slow = threading.Thread(target=lambda: client.post(SIGN_IN, data=data))
    slow.start()
    writes = 0
    while slow.is_alive():
        started = time.monotonic()
        with transaction():
            audit.record(act="wrote", by=None, area=None, at=clock.now(), subject=("test", None))
        writes += time.monotonic() - started < 0.2
    slow.join()
    assert writes >= 3


def test_the_people_page_needs_no_more_queries_for_more_people(
    app: flask.Flask, client: CheckedClient
) -> None:
    sign_in(client, "area admin")
    counted: list[str] = []

    def count(*arguments: object) -> None:
        counted.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        client.get("/liverpool/staff/people/")
        with_few = len(counted)
        for number in range(12):
            plant("officer", email=f"person{number}@example.org")
        counted.clear()
        client.get("/liverpool/staff/people/")
        with_many = len(counted)
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    assert with_many == with_few
