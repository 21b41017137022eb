"""Limits on wrong passwords: few for one account from one place, and never for a right one."""

import concurrent.futures

import flask
import pytest

from tests.checked_client import CheckedClient
from tests.signing_in import PASSWORD, SIGN_IN, plant

EMAIL = "officer.liverpool@example.org"


def _try(
    client: CheckedClient, password: str, email: str = EMAIL, address: str = "10.1.1.1"
) -> tuple[int, str]:
    token = client.token(SIGN_IN)
    data = {"csrf_token": token, "email": email, "password": password}
    response = client.post(SIGN_IN, data=data, environ_base={"REMOTE_ADDR": address})
    return response.status_code, response.text


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_the_sixth_wrong_try_must_wait(client: CheckedClient, email: str) -> None:
    plant("officer")
    answers = [_try(client, "wrong", email) for _ in range(6)]
    assert [status for status, _ in answers] == [422] * 5 + [429]
    assert "You can try 1 more time." in answers[3][1]
    assert "You can try again in 15 minutes." in answers[4][1]
    assert "Wait 15 minutes" in answers[5][1]


def test_the_right_password_must_wait_too_once_the_tries_are_used_up(client: CheckedClient) -> None:
    plant("officer")
    for _ in range(5):
        _try(client, "wrong")
    assert _try(client, PASSWORD)[0] == 429


def test_right_passwords_are_not_counted(client: CheckedClient) -> None:
    plant("officer")
    assert [_try(client, PASSWORD)[0] for _ in range(8)] == [303] * 8
    assert "You can try 4 more times." in _try(client, "wrong")[1]


def test_wrong_tries_from_one_place_do_not_lock_the_person_out_elsewhere(client: CheckedClient) -> None:
    plant("officer")
    for _ in range(6):
        _try(client, "wrong")
    assert _try(client, PASSWORD, address="10.2.2.2")[0] == 303


def test_one_place_cannot_try_one_password_on_many_accounts(client: CheckedClient) -> None:
    answers = [_try(client, "wrong", f"person{number}@example.org")[0] for number in range(31)]
    assert answers == [422] * 30 + [429]


def test_many_tries_at_the_same_moment_are_not_many_guesses(app: flask.Flask) -> None:
    plant("officer")
    clients = [CheckedClient(app) for _ in range(8)]
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda client: _try(client, "wrong")[0], clients))
    assert sorted(answers) == [422] * 5 + [429] * 3
