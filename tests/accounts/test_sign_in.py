"""Signing in and out: what is let in, what is kept out, and in which words."""

import flask
import pytest

from portal.accounts import passwords
from portal.accounts.models import LONGEST_SIGN_IN
from portal.core import clock
from portal.core.db import transaction
from tests.checked_client import CheckedClient
from tests.signing_in import PASSWORD, SIGN_IN, plant, sign_in, sign_out

EMAIL = "officer.liverpool@example.org"
OWN_PAGE = "/account/password/"


def test_a_person_signs_in_with_email_and_password(client: CheckedClient) -> None:
    sign_in(client, "officer")
    assert client.get(OWN_PAGE).status_code == 200


def test_the_letter_case_of_the_email_does_not_matter(client: CheckedClient) -> None:
    plant("officer")
    response = client.send(SIGN_IN, email=f"  {EMAIL.title()} ", password=PASSWORD)
    assert response.status_code == 303


def test_signing_in_is_remembered_with_its_time(client: CheckedClient) -> None:
    person = sign_in(client, "officer")
    assert person.last_signed_in_at is not None


@pytest.mark.parametrize(
    "email",
    [
        EMAIL,
        "nobody@example.org",
        "not an address",
        "nul\0byte@example.org",
        "é@example.org",
        "a" * 300 + "@b.org",
    ],
)
def test_a_wrong_try_gets_the_same_words_whatever_is_wrong(client: CheckedClient, email: str) -> None:
    plant("officer")
    page = client.send(SIGN_IN, email=email, password="wrong password").get_data(as_text=True)
    assert "Check your email and password. You can try 4 more times." in page


@pytest.mark.parametrize(
    "fields", [{}, {"email": EMAIL}, {"password": PASSWORD}, {"email": "", "password": ""}]
)
def test_a_form_with_something_missing_is_asked_again(
    client: CheckedClient, fields: dict[str, str]
) -> None:
    response = client.send(SIGN_IN, **fields)
    assert response.status_code == 422
    assert "There is a problem" in response.text or "Please look at this" in response.text


def test_a_doubled_field_is_read_once(client: CheckedClient) -> None:
    plant("officer")
    response = client.send(SIGN_IN, email=[EMAIL, "other@example.org"], password=[PASSWORD, "other"])
    assert response.status_code == 303


def test_a_form_without_its_token_gets_a_clear_page(client: CheckedClient) -> None:
    plant("officer")
    response = client.post(SIGN_IN, data={"email": EMAIL, "password": PASSWORD})
    assert response.status_code == 400
    assert "Please send that again" in response.text


def test_nothing_of_the_session_before_is_kept(client: CheckedClient) -> None:
    with client.session_transaction() as session:
        session["response"] = "of a family on a shared tablet"
    sign_in(client, "officer")
    with client.session_transaction() as session:
        assert "response" not in session


def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    app: flask.Flask, client: CheckedClient
) -> None:
    sign_in(client, "officer")
    cookie = client.get_cookie("portal")
    assert cookie is not None
    sign_out(client)
    thief = CheckedClient(app)
    thief.set_cookie("portal", cookie.value)
    assert thief.get(OWN_PAGE).status_code == 302


def test_a_sign_in_is_over_after_twelve_hours(client: CheckedClient) -> None:
    with clock.at(clock.now() - LONGEST_SIGN_IN):
        sign_in(client, "officer")
    assert client.get(OWN_PAGE).status_code == 302


def test_a_password_hashed_at_another_cost_is_hashed_again(client: CheckedClient) -> None:
    person = plant("officer")
    with transaction():
        person.password_hash = passwords.hash_password(PASSWORD, cost=2)
    sign_in(client, "officer")
    assert not passwords.is_outdated(person.password_hash, cost=1)


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(client: CheckedClient) -> None:
    plant("officer")
    asked = client.get(OWN_PAGE)
    assert asked.location == f"{SIGN_IN}?next={OWN_PAGE}"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/no-such-page-anywhere/of/any/kind/",
        SIGN_IN,
        "\0",
    ],
)
def test_signing_in_never_leads_to_another_site(client: CheckedClient, elsewhere: str) -> None:
    plant("officer")
    response = client.send(SIGN_IN, email=EMAIL, password=PASSWORD, next=elsewhere)
    assert response.location == "/account/areas/"


def test_signing_in_leads_to_the_page_that_was_asked_for(client: CheckedClient) -> None:
    plant("area admin")
    page = "/liverpool/staff/people/"
    response = client.send(SIGN_IN, email="area-admin.liverpool@example.org", password=PASSWORD, next=page)
    assert response.location == page


def test_a_person_with_two_areas_chooses_one(client: CheckedClient) -> None:
    plant("area admin", "wirral", email="both@example.org")
    sign_in(client, "area admin", email="both@example.org")
    page = client.get("/account/areas/").text
    assert "/liverpool/staff/" in page
    assert "/wirral/staff/" in page
    assert "/knowsley/staff/" not in page
