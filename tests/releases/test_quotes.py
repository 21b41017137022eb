"""Quotes by id: cleared words with permission to quote, two people's yes, gone when they are taken back."""

from collections.abc import Iterator
from datetime import timedelta

import flask
import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback import actions as feedback
from portal.releases.models import ReleaseQuote
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from portal.surveys.results.releasing import nobody_allows
from tests.checked_client import CheckedClient
from tests.releases.releasing import (
    PARENTS,
    after_the_round,
    let_quote,
    only_release,
    prepare,
    press,
    publish,
)
from tests.saying import item, said
from tests.signing_in import sign_in

WORDS = "The taxi was kind and on time."


@pytest.fixture
def allowed(app: flask.Flask) -> Iterator[None]:
    """Every sender allows to be quoted."""
    let_quote(app, set)
    yield
    let_quote(app, nobody_allows)


@pytest.mark.parametrize("how", ["taken back", "opened again", "permission taken back"])
def test_a_quote_is_shown_until_it_may_not_be(
    client: CheckedClient, app: flask.Flask, allowed: None, how: str
) -> None:
    number = said(WORDS, cleared=True)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client)
        publish_with(client, app, where, number)
        page = client.get(PARENTS).text
        assert WORDS in page
        assert "A parent or carer" in page
        if how == "taken back":
            with transaction():
                take_back(response=db.session.query(Response).one())
        elif how == "opened again":
            with transaction():
                feedback.open_again(item=item(number), by=1, at=clock.now())
        else:
            let_quote(app, nobody_allows)
        assert WORDS not in client.get(PARENTS).text


def test_words_that_one_person_changed_after_two_said_yes_are_not_shown(
    client: CheckedClient, app: flask.Flask, allowed: None
) -> None:
    number = said(WORDS, cleared=True)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        with transaction():
            feedback.redact(item=item(number), start=0, end=8, reason="name", by=1, at=clock.now())
            feedback.clear(item=item(number), by=1, at=clock.now())
        where = prepare(client)
        publish_with(client, app, where, number)
        assert "was kind and on time" in client.get(PARENTS).text
    with clock.at(after_the_round() + timedelta(hours=1)):
        with transaction():
            one = item(number)
            feedback.put_back(item=one, redaction=one.redactions[0], by=1, at=clock.now())
            feedback.clear(item=one, by=1, at=clock.now())
        assert "was kind and on time" not in client.get(PARENTS).text


def publish_with(client: CheckedClient, app: flask.Flask, where: str, number: int) -> None:
    """An officer chooses the words, an analyst says yes, the officer publishes."""
    assert press(client, where, f"quotes/{number}/choose").status_code == 303
    quote = db.session.query(ReleaseQuote).one().id
    press(client, where, "words", summary="Thank you.")
    assert press(client, where, "publish").status_code == 409, "one person's yes is not enough"
    assert press(client, where, f"quotes/{quote}/approve").status_code == 409, "the same person"
    analyst = CheckedClient(app)
    sign_in(analyst, "analyst")
    assert press(analyst, where, f"quotes/{quote}/approve").status_code == 303
    publish(client, where)


def test_without_permission_nothing_can_be_chosen(client: CheckedClient) -> None:
    number = said(WORDS, cleared=True)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client)
        assert WORDS not in client.get(where).text
        assert press(client, where, f"quotes/{number}/choose").status_code == 409


def test_words_that_nobody_cleared_cannot_be_chosen(client: CheckedClient, allowed: None) -> None:
    number = said(WORDS)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client)
        assert press(client, where, f"quotes/{number}/choose").status_code == 409


def test_a_quote_can_be_taken_out_before_publishing(client: CheckedClient, allowed: None) -> None:
    number = said(WORDS, cleared=True)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client)
        press(client, where, f"quotes/{number}/choose")
        quote = db.session.query(ReleaseQuote).one().id
        assert press(client, where, f"quotes/{quote}/drop").status_code == 303
        assert only_release().quotes == []
