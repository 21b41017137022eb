"""A form is taken only with a token of the session that asked for it."""

from collections.abc import Callable

import pytest

from tests.checked_client import CheckedClient
from tests.signing_in import PASSWORD, SIGN_IN, plant, sign_in, sign_out
from tests.surveys.journey import FIRST, START, answers_kept, begin

QUESTION = f"{START}questions/{FIRST}/"


def test_a_form_without_its_token_changes_nothing(client: CheckedClient) -> None:
    begin(client)
    answer = client.post(QUESTION, data={"answer": "ehcp"})
    assert answer.status_code == 400
    assert "Please send that again" in answer.text
    assert answers_kept() == {}


@pytest.mark.parametrize(
    "change", [lambda t: t[:-2], lambda t: t + "x", lambda t: "", lambda t: "\x00" + t]
)
def test_a_token_that_was_changed_is_refused(client: CheckedClient, change: Callable[[str], str]) -> None:
    begin(client)
    token = client.token(QUESTION)
    assert client.post(QUESTION, data={"csrf_token": change(token), "answer": "ehcp"}).status_code == 400


def test_the_token_of_another_session_is_refused(client: CheckedClient) -> None:
    begin(client)
    other = CheckedClient(client.application)
    begin(other)
    stolen = other.token(QUESTION)
    assert client.post(QUESTION, data={"csrf_token": stolen, "answer": "ehcp"}).status_code == 400
    assert answers_kept() == {}


def test_one_token_serves_every_form_of_its_session_again_and_again(client: CheckedClient) -> None:
    begin(client)
    token = client.token(QUESTION)
    for code in ("ehcp", "isp"):
        assert client.post(QUESTION, data={"csrf_token": token, "answer": code}).status_code == 303
    assert answers_kept() == {FIRST: ["isp"]}


def test_the_token_ends_with_the_sign_in(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    token = client.token("/liverpool/staff/people/invite/")
    sign_out(client)
    person = plant("area admin")
    client.send(SIGN_IN, email=person.email, password=PASSWORD)
    data = {"csrf_token": token, "email": "new@example.org", "role": "officer"}
    assert client.post("/liverpool/staff/people/invite/", data=data).status_code == 400


def test_the_token_from_before_the_sign_in_is_worth_nothing_after_it(client: CheckedClient) -> None:
    token = client.token(SIGN_IN)
    sign_in(client, "area admin")
    data = {"csrf_token": token, "email": "new@example.org", "role": "officer"}
    assert client.post("/liverpool/staff/people/invite/", data=data).status_code == 400


def test_the_token_ends_when_the_device_is_cleared(client: CheckedClient) -> None:
    begin(client)
    token = client.token(QUESTION)
    client.send(f"{START}clear/", at=QUESTION)
    assert client.post(QUESTION, data={"csrf_token": token, "answer": "ehcp"}).status_code == 400


def test_a_token_in_the_address_is_not_a_token(client: CheckedClient) -> None:
    begin(client)
    token = client.token(QUESTION)
    assert client.post(f"{QUESTION}?csrf_token={token}", data={"answer": "ehcp"}).status_code == 400


def test_a_session_cookie_that_was_changed_is_no_session(client: CheckedClient) -> None:
    begin(client)
    cookie = client.get_cookie("portal")
    assert cookie is not None
    changed = CheckedClient(client.application)
    changed.set_cookie("portal", cookie.value[:-3] + "abc")
    assert changed.get(QUESTION).status_code == 303
