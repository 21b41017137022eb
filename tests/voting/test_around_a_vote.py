"""Around a vote: the event's code, the hall's screen, the receipt that says only that a vote was taken."""

import gzip
import json
from datetime import timedelta

import flask
import pytest
from sqlalchemy import inspect, select

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.demo.paper import plant_places
from portal.places.queries import places_to_choose
from portal.receipts.models import ReceiptAct
from portal.voting.models import Ballot, VoteChannel, VoteTaken
from portal.voting.queries import ballots_to_count
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.voting.test_pages import HERE, STAFF, begin, planted, post, the_vote
from tests.voting.votes import cast


def vote_once(client: CheckedClient) -> None:
    begin(client)
    post(client, f"{HERE}choose/", {"choice": ["o1"]})
    assert post(client, f"{HERE}check/", {}).status_code == 303


def test_who_comes_by_the_code_of_an_event_counts_for_it(app: flask.Flask, client: CheckedClient) -> None:
    planted()
    opens = clock.now() - timedelta(days=9)
    with transaction():
        plant_places(area_called("liverpool"), [(opens, clock.now())], clock.now())
    event = next(one for one in places_to_choose(area_called("liverpool"), clock.today()) if one.ends_on)
    officer = CheckedClient(app)
    sign_in(officer, Role.OFFICER)
    screen = officer.get(f"{STAFF}{the_vote().id}/count/?place={event.slug}").text
    assert f"{HERE}at/{event.slug}/" in screen and event.name in screen
    assert client.get(f"{HERE}at/nowhere/").status_code == 404
    assert client.get(f"{HERE}at/{event.slug}/").location.endswith(HERE)
    vote_once(client)
    assert [(one.channel, one.place_id) for one in ballots_to_count(the_vote())] == [
        (VoteChannel.EVENT, event.id)
    ]


def test_the_hall_hears_how_many_have_voted_and_nothing_else(
    app: flask.Flask, client: CheckedClient
) -> None:
    vote_id = planted()
    with transaction():
        cast(the_vote(), "a", o1=1)
    assert client.get(f"{STAFF}{vote_id}/count/stream/").status_code == 302
    sign_in(client, Role.FORUM_MODERATOR)
    heard = client.get(f"{STAFF}{vote_id}/count/stream/")
    assert heard.mimetype == "text/event-stream"
    _retry, said, *_end = heard.text.splitlines()
    assert json.loads(said.removeprefix("data: ")) == {"voted": 1, "words": "person has voted"}
    assert "Option" not in client.get(f"{STAFF}{vote_id}/count/").text


def test_a_receipt_says_that_a_vote_was_taken_and_cannot_take_it_back(
    app: flask.Flask, client: CheckedClient
) -> None:
    planted()
    vote_once(client)
    for _press in range(2):
        assert post(client, f"{HERE}receipt/", {}, at=f"{HERE}done/").status_code == 303
    assert 'class="ticket__code"' in client.get(f"{HERE}done/").text
    page = client.get("/liverpool/receipt/").text
    assert "Your vote was taken." in page and "Option A" not in page
    act = db.session.scalars(select(ReceiptAct)).one()
    assert "cannot be taken back" in page and f"take-back/{act.id}" not in page
    refused = client.send(f"/liverpool/receipt/take-back/{act.id}/", at="/liverpool/receipt/")
    assert refused.status_code in {404, 409}
    post(client, f"{HERE}someone-else/", {}, at=f"{HERE}done/")
    assert "Your vote was taken" not in client.get("/liverpool/receipt/").text
    assert len(ballots_to_count(the_vote())) == 1


def test_nothing_in_the_tables_leads_from_a_receipt_or_a_code_to_a_ballot(app: flask.Flask) -> None:
    """No key, no time: a ballot has only what is counted, and no other table but paper names one."""
    names = {column.key for column in inspect(Ballot).columns}
    assert names == {
        *("id", "vote_id", "rule", "choices", "channel", "place_id", "audience"),
        *("by_code", "state", "record_key"),
    }
    assert {column.key for column in inspect(VoteTaken).columns} == {"id", "vote_id", "taken_on"}
    pointing = [
        table.name
        for table in db.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "ballot"
    ]
    assert pointing == []


def test_the_page_on_how_the_result_is_used_has_an_easy_read_twin(
    app: flask.Flask, client: CheckedClient
) -> None:
    planted()
    plain = client.get(f"{HERE}how-it-is-used/").text
    assert "The board starts with what comes first." in plain and "cannot be changed" in plain
    assert "OpenMoji" in client.get(f"{HERE}how-it-is-used/?easy=yes").text


def test_practice_never_counts_and_is_wiped(app: flask.Flask, client: CheckedClient) -> None:
    vote_id = planted(only_by_code=True)
    with transaction():
        the_vote().opens_at = clock.now() + timedelta(hours=1)
    client.get(HERE)
    assert post(client, f"{HERE}practice/", {}, at=HERE).status_code == 303
    assert post(client, f"{HERE}choose/", {"choice": ["o1", "o2", "o3"]}).status_code == 422
    post(client, f"{HERE}choose/", {"choice": ["o1"]})
    assert "not counted" in client.get(f"{HERE}check/").text
    assert post(client, f"{HERE}check/", {}).location.endswith("/practised/")
    assert "That was practice" in client.get(f"{HERE}practised/").text
    assert "Each person votes once" not in client.get(HERE).text
    assert ballots_to_count(the_vote()) == []
    officer = CheckedClient(app)
    sign_in(officer, Role.OFFICER)
    shown = f"{STAFF}{vote_id}/"
    assert "1 practice vote" in officer.get(shown).text
    assert "Option A" in officer.get(f"{shown}guide/").text
    assert post(officer, f"{shown}wipe-practice/", {}, at=shown).status_code == 303
    assert "practice vote is gone" in officer.get(shown).text
    assert db.session.scalar(select(Ballot.id)) is None


@pytest.mark.parametrize("easy", ["yes", "no"])
def test_a_page_of_a_vote_is_small_over_the_wire(
    app: flask.Flask, client: CheckedClient, easy: str
) -> None:
    planted(options=8)
    client.get(f"{HERE}?easy={easy}")
    begin(client)
    for page in (HERE, f"{HERE}choose/", f"{HERE}check/"):
        assert len(gzip.compress(client.get(page).data)) <= 6_000, page
