"""The receipt: go on on another device, see what became of it, take it back."""

import pytest

from portal.core.db import db
from portal.receipts.models import Receipt
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.surveys.journey import FIRST, START, begin, code_of, go, page_of

PAGE = "/liverpool/receipt/"


def saved_code(client: CheckedClient) -> str:
    """Begin, answer one question, stop, and read the code."""
    begin(client)
    go(client, FIRST, answer="ehcp")
    return code_of(client, client.send(f"{START}stop/", at=f"{START}check/").location)


def test_a_second_device_goes_on_with_the_code(client: CheckedClient) -> None:
    code = saved_code(client)
    other = CheckedClient(client.application)
    opened = other.send(PAGE, code=code.upper().replace(" ", " , "))
    page = other.get(opened.location).get_data(as_text=True)
    assert "Go on where you stopped" in page
    number = page.split("/go-on/")[1].split("/")[0]
    on = other.send(f"{PAGE}go-on/{number}/", at=PAGE)
    assert on.location.endswith("/questions/plan.heard/")
    assert 'value="ehcp" checked' in page_of(other, FIRST)


def test_going_on_with_a_code_never_shows_the_code_of_other_answers_on_this_device(
    client: CheckedClient,
) -> None:
    code = saved_code(client)
    other = CheckedClient(client.application)
    saved_code(other)
    page = other.get(other.send(PAGE, code=code).location).get_data(as_text=True)
    number = page.split("/go-on/")[1].split("/")[0]
    other.send(f"{PAGE}go-on/{number}/", at=PAGE)
    done = other.send(f"{START}check/").location
    assert "ticket__code" not in other.get(done).get_data(as_text=True)


def test_a_code_opens_nothing_in_another_area(client: CheckedClient) -> None:
    code = saved_code(client)
    wrong = CheckedClient(client.application).send("/knowsley/receipt/", code=code)
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    "typed", ["", "one two", "zzz zzz zzz zzz zzz", "\x00", "a" * 400, "maple river button cloud seven"]
)
def test_a_wrong_code_gets_a_plain_sentence(client: CheckedClient, typed: str) -> None:
    assert client.send(PAGE, code=typed).status_code == 422


def test_wrong_guesses_are_limited_and_right_ones_never(client: CheckedClient) -> None:
    code = saved_code(client)
    other = CheckedClient(client.application)
    statuses = {other.send(PAGE, code="maple river button cloud tiger").status_code for _ in range(21)}
    assert 429 in statuses
    for _ in range(25):
        assert CheckedClient(client.application).get(PAGE).status_code == 200
    assert code


def test_only_a_keyed_hash_of_a_code_is_kept(client: CheckedClient) -> None:
    code = saved_code(client)
    kept = db.session.query(Receipt).one().code_hash
    assert not any(word in kept for word in code.split())


def test_words_taken_back_are_gone(client: CheckedClient) -> None:
    begin(client)
    go(client, "open.best", words="My own words")
    sent = client.send(f"{START}check/")
    code = code_of(client, sent.location)
    client.send(PAGE, code=code)
    page = client.get(PAGE).get_data(as_text=True)
    assert "My own words" in page
    assert "We have it" in page
    number = page.split("/take-back/")[1].split("/")[0]
    client.send(f"{PAGE}take-back/{number}/")
    assert db.session.query(Response).count() == 0
    assert "You took these back" in client.get(PAGE).get_data(as_text=True)


def test_another_receipts_act_cannot_be_opened(client: CheckedClient) -> None:
    code = saved_code(client)
    other = CheckedClient(client.application)
    other.send(PAGE, code=code)
    number = other.get(PAGE).get_data(as_text=True).split("/take-back/")[1].split("/")[0]
    stranger = CheckedClient(client.application)
    assert stranger.get(f"{PAGE}take-back/{number}/").status_code == 404


def test_after_sending_the_page_opens_without_typing_the_code_again(client: CheckedClient) -> None:
    begin(client)
    go(client, "open.best", words="Mine")
    client.send(f"{START}check/")
    assert "Mine" in client.get(PAGE).get_data(as_text=True)


def test_answering_for_another_child_closes_the_page_of_the_first(client: CheckedClient) -> None:
    begin(client)
    go(client, "open.best", words="Mine")
    client.send(f"{START}check/")
    client.send(f"{START}another/", at=f"{START}done/")
    assert "Mine" not in client.get(PAGE).get_data(as_text=True)
