"""Error pages really asked for: each status in plain words, with the headers it needs."""

from collections.abc import Callable

import flask
import pytest
from werkzeug.test import TestResponse

from tests.checked_client import CheckedClient
from tests.core.laboratory import EXCEPTIONS, MARKER
from tests.signing_in import sign_in

HERE = "/api/laboratory"
WORDS = {
    400: "We could not read that",
    403: "You cannot see this page",
    404: "We cannot find that page",
    405: "That page does not work this way",
    409: "Someone else was quicker",
    413: "That is too long to send",
    500: "Something went wrong on our side",
}
TECHNICAL = ("traceback", "exception", "error code", "http", "server error", "forbidden", "csrf", "invalid")


def read(answer: TestResponse) -> str:
    """The words of the page itself."""
    return answer.text.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("status", sorted(WORDS))
def test_each_status_has_its_own_plain_words(laboratory: flask.Flask, status: int) -> None:
    answer = CheckedClient(laboratory).get(f"{HERE}/aborts/{status}/")
    assert answer.status_code == status
    page = read(answer)
    assert WORDS[status] in page
    assert not [word for word in TECHNICAL if word in page.lower()]


@pytest.mark.parametrize(
    ("status", "reads_as"),
    [(401, 400), (406, 400), (410, 400), (415, 400), (418, 400), (501, 500), (503, 500)],
)
def test_a_status_without_a_page_of_its_own_reads_as_the_nearest(
    laboratory: flask.Flask, status: int, reads_as: int
) -> None:
    answer = CheckedClient(laboratory).get(f"{HERE}/aborts/{status}/")
    assert answer.status_code == reads_as
    assert WORDS[reads_as] in read(answer)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("any", 500),
        ("key", 500),
        ("operational", 500),
        ("integrity", 409),
        ("rule", 409),
        ("too-many", 429),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_exception_becomes_a_page_without_its_message(
    laboratory: flask.Flask, name: str, status: int, method: str
) -> None:
    answer = CheckedClient(laboratory).open(f"{HERE}/raises/{name}/", method=method)
    assert answer.status_code == status
    assert MARKER not in answer.text
    assert type(EXCEPTIONS[name]()).__name__ not in answer.text


def test_a_broken_rule_is_said_in_its_own_words(laboratory: flask.Flask) -> None:
    assert "This cannot be done." in read(CheckedClient(laboratory).get(f"{HERE}/raises/rule/"))


def test_too_many_tries_say_how_long_to_wait_and_that_nothing_is_lost(laboratory: flask.Flask) -> None:
    answer = CheckedClient(laboratory).get(f"{HERE}/raises/too-many/")
    assert answer.headers["Retry-After"] == "180"
    assert "Wait 3 minutes" in read(answer)
    assert "Nothing is lost" in read(answer)


def test_a_wrong_method_names_the_right_ones(laboratory: flask.Flask) -> None:
    answer = CheckedClient(laboratory).get("/liverpool/receipt/close/")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_a_view_that_says_nothing_of_who_may_is_refused(laboratory: flask.Flask) -> None:
    assert CheckedClient(laboratory).get(f"{HERE}/silent/").status_code == 403


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.get("/liverpool/nowhere/"),
        lambda client: client.post("/liverpool/help-now/"),
        lambda client: client.get("/liverpool/staff/people/"),
    ],
)
def test_an_error_page_in_an_area_keeps_its_help_and_its_headers(
    client: CheckedClient, ask: Callable[[CheckedClient], TestResponse]
) -> None:
    sign_in(client, "editor")
    answer = ask(client)
    assert answer.status_code >= 400
    assert 'href="/liverpool/help-now/"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "nonce-" in answer.headers["Content-Security-Policy"]
