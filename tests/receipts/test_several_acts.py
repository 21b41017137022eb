"""One code gathers several acts; what is taken back shows as taken back."""

import flask
import pytest

from portal.core.db import db
from portal.feedback.models import FeedbackItem
from portal.receipts.models import Receipt, ReceiptAct
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.receipts.holding import PAGE, number_in, open_page, page, send
from tests.surveys.journey import START, YOUNG, code_of

ADD = f"{PAGE}add/"


def counts() -> tuple[int, int]:
    """How many receipts and how many acts there are."""
    db.session.rollback()
    return db.session.query(Receipt).count(), db.session.query(ReceiptAct).count()


def other(client: CheckedClient) -> CheckedClient:
    """Another device."""
    return CheckedClient(client.application)


def test_a_second_survey_joins_the_code_one_has(client: CheckedClient) -> None:
    first = send(client, "Words one.")
    phone = other(client)
    second = send(phone, "Words two.", YOUNG)
    assert phone.send(ADD, code=first).status_code == 303
    shown = page(phone)
    assert "Words one." in shown
    assert "Words two." in shown
    assert counts() == (1, 2)
    assert other(client).send(PAGE, code=second).status_code == 422
    assert "Words two." in open_page(other(client), first)


def test_one_slip_in_two_words_is_put_right_where_it_can_mean_one_only(client: CheckedClient) -> None:
    words = send(client).split()
    slipped = " ".join([f"{words[0]}q", f"q{words[1]}", *words[2:]])
    assert "great" in open_page(other(client), slipped)


@pytest.mark.parametrize("typed", ["", "one two", "maple river button cloud tiger", "\x00", "a" * 400])
def test_a_wrong_code_joins_nothing_and_loses_nothing(client: CheckedClient, typed: str) -> None:
    send(client)
    assert client.send(ADD, code=typed).status_code == 422
    assert counts() == (1, 1)


def test_guessing_here_and_on_the_first_page_share_one_limit(client: CheckedClient) -> None:
    send(client)
    wrong = "maple river button cloud tiger"
    for _guess in range(20):
        assert client.send(ADD, code=wrong).status_code == 422
    assert client.send(ADD, code=wrong).status_code == 429
    assert other(client).send(PAGE, code=wrong).status_code == 429


def test_ones_own_code_cannot_be_joined_to_itself(client: CheckedClient) -> None:
    code = send(client)
    assert client.send(ADD, code=code).status_code == 422
    assert counts() == (1, 1)


def test_a_browser_that_holds_a_receipt_offers_it(client: CheckedClient) -> None:
    first = send(client, "Words one.")
    send(client, "Words two.", YOUNG)
    assert "Add to the code used here before" in client.get(f"{YOUNG}done/").get_data(as_text=True)
    assert client.send(ADD, at=f"{YOUNG}done/", earlier="1").status_code == 303
    assert counts() == (1, 2)
    assert "Words two." in open_page(other(client), first)
    assert "used here before" not in client.get(f"{YOUNG}done/").get_data(as_text=True)


def test_someone_else_on_this_phone_is_offered_nothing_of_the_first(client: CheckedClient) -> None:
    send(client)
    client.send(f"{START}another/", at=f"{START}done/")
    send(client, "Words two.")
    assert "used here before" not in client.get(f"{START}done/").get_data(as_text=True)
    assert client.send(ADD, earlier="1").status_code == 422


def test_what_is_taken_back_shows_so_and_points_nowhere(client: CheckedClient) -> None:
    code = send(client)
    number = number_in(page(client), "take-back")
    asked = client.get(f"{PAGE}take-back/{number}/").get_data(as_text=True)
    assert "Figures already published stay as they are" in asked
    assert client.send(f"{PAGE}take-back/{number}/").status_code == 303
    assert "You took these back" in open_page(other(client), code)
    act = db.session.query(ReceiptAct).one()
    assert (act.subject_id, db.session.query(Response).count()) == (None, 0)
    assert db.session.query(FeedbackItem).count() == 0
    for path in ("take-back", "go-on", "quote"):
        again = client.send(f"{PAGE}{path}/{number}/", at=PAGE)
        assert again.location == PAGE


def test_everything_can_be_taken_back_at_once(client: CheckedClient) -> None:
    send(client, "Words one.")
    send(client, "Words two.", YOUNG)
    client.send(ADD, at=f"{YOUNG}done/", earlier="1")
    assert client.send(f"{PAGE}take-back/").status_code == 303
    assert page(client).count("You took these back") == 2
    assert db.session.query(Response).count() == 0
    assert client.get(f"{PAGE}take-back/").status_code == 303


def test_without_an_open_code_there_is_nothing_to_add_to(app: flask.Flask) -> None:
    assert CheckedClient(app).get(ADD).location == PAGE


def test_quoting_is_off_until_someone_says_yes_and_can_be_taken_back(client: CheckedClient) -> None:
    send(client)
    number = number_in(page(client), "quote")
    for said, expected in (("yes", True), ("no", False), ("yes", True), ("", False)):
        assert db.session.query(FeedbackItem).one().may_quote is not expected
        client.send(f"{PAGE}quote/{number}/", at=PAGE, quote=said)
        db.session.rollback()
        assert db.session.query(FeedbackItem).one().may_quote is expected


def test_the_done_page_asks_and_goes_on_there(client: CheckedClient) -> None:
    send(client)
    done = f"{START}done/"
    number = number_in(client.get(done).get_data(as_text=True), "quote")
    back = client.send(f"{PAGE}quote/{number}/", at=done, quote="yes", finished=done)
    assert back.location == done
    assert "Do not quote me any more" in client.get(done).get_data(as_text=True)
    away = client.send(f"{PAGE}quote/{number}/", at=done, quote="yes", finished="https://example.org/")
    assert away.location == PAGE
    assert code_of(client, done)


def test_nobody_decides_for_another_code(client: CheckedClient) -> None:
    send(client)
    number = number_in(page(client), "quote")
    stranger = other(client)
    send(stranger, "Words two.")
    for path in ("quote", "go-on", "take-back"):
        assert stranger.send(f"{PAGE}{path}/{number}/", at=PAGE).status_code == 404
