"""Families' words beside a promise: cleared, permitted, from a large group, and two people say yes."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.board.models import Entry, Quote
from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback import actions as feedback
from tests.board.promises import promise
from tests.checked_client import CheckedClient
from tests.saying import item, said
from tests.signing_in import sign_in

BOARD = "/liverpool/you-said-we-did/"
STAFF = "/liverpool/staff/board/"
WORDS = "The taxi was kind and on time."
# a group that is surely shown, whatever the blur
ENOUGH = 30


def a_group(size: int = ENOUGH, *, permitted: bool = True) -> int:
    """As many people wrote; the id of the first one's cleared words."""
    first = said(WORDS, cleared=True)
    for number in range(size - 1):
        said(f"Words of person {number}.")
    with transaction():
        feedback.permit_quote(item=item(first), allowed=permitted)
    return first


def offered(client: CheckedClient, number: int) -> Entry:
    """An officer offers the words for a promise."""
    sign_in(client, Role.OFFICER)
    with transaction():
        entry = promise()
    desk = f"/liverpool/staff/feedback/{number}/"
    client.send(f"{desk}promise/", at=desk, **{"entry": str(entry.id), "as": "quote"})
    return entry


def decide(client: CheckedClient, approved: str, note: str = "") -> int:
    quote = db.session.scalars(sa.select(Quote)).one()
    page = f"{STAFF}quotes/"
    address = f"{page}{quote.id}/decide/"
    return client.send(address, at="/account/password/", approved=approved, note=note).status_code


def test_words_stand_there_after_a_second_person_said_yes(client: CheckedClient) -> None:
    offered(client, a_group())
    assert decide(client, "yes") == 422, "nobody approves their own choice"
    assert WORDS not in client.get(f"{BOARD}quiet-rooms/").text
    sign_in(client, Role.ANALYST)
    assert decide(client, "no") == 422, "sending back needs a note"
    assert decide(client, "yes") == 303
    assert decide(client, "no", "Too late") == 422
    page = client.get(f"{BOARD}quiet-rooms/").text
    assert WORDS in page and "A parent or carer" in page
    assert WORDS in client.get(BOARD).text and WORDS in client.get(f"{STAFF}quotes/").text


@pytest.mark.parametrize("how", ["permission taken back", "opened again", "changed"])
def test_words_vanish_when_they_may_no_longer_be_shown(client: CheckedClient, how: str) -> None:
    number = a_group()
    offered(client, number)
    sign_in(client, Role.ANALYST)
    decide(client, "yes")
    with transaction():
        if how == "permission taken back":
            feedback.permit_quote(item=item(number), allowed=False)
        else:
            feedback.open_again(item=item(number), by=1, at=clock.now())
        if how == "changed":
            feedback.clear(item=item(number), by=1, at=clock.now())
    assert WORDS not in client.get(f"{BOARD}quiet-rooms/").text
    assert WORDS not in client.get(BOARD).text


def test_words_without_permission_are_no_quote(client: CheckedClient) -> None:
    offered(client, a_group(permitted=False))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Quote)) == 0


def test_words_of_a_small_group_are_no_quote(client: CheckedClient) -> None:
    offered(client, a_group(3))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Quote)) == 0


def from_outside(client: CheckedClient, name: str) -> int:
    quote = db.session.scalars(sa.select(Quote)).one()
    page = f"{STAFF}quotes/"
    sent = {"approved": "yes", "note": "", "outside": "Liverpool SENDIASS", "outside_name": name}
    return client.send(f"{page}{quote.id}/decide/", at="/account/password/", **sent).status_code


def test_where_nobody_else_decides_somebody_from_outside_can_and_is_named(client: CheckedClient) -> None:
    offered(client, a_group())
    assert from_outside(client, "Kit Lane") == 422, "the others have some days first"
    with clock.at(clock.now() + timedelta(days=14)):
        sign_in(client, Role.OFFICER)
        assert "From " in client.get(f"{STAFF}quotes/").text
        assert from_outside(client, " ") == 422, "a second person has a name"
        assert from_outside(client, "Kit Lane") == 303
    quote = db.session.scalars(sa.select(Quote)).one()
    assert (quote.outside, quote.outside_name) == ("Liverpool SENDIASS", "Kit Lane")
    assert quote.decided_by == quote.chosen_by
    assert WORDS in client.get(f"{BOARD}quiet-rooms/").text
