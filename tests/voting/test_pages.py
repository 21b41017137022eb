"""Voting through its pages, without JavaScript: pick, dots, ranking, codes, hands, and the close by two."""

import io
import re
from datetime import timedelta
from typing import Any

import flask
import openpyxl
import pytest
from werkzeug.test import TestResponse

from portal.accounts.roles import Role
from portal.codes.actions import USED
from portal.core import clock
from portal.core.db import transaction
from portal.voting.models import Vote, VoteRule
from portal.voting.queries import ballots_to_count, how_many_voted, vote_by_slug
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.voting.votes import a_vote, cards_for

VOTES, STAFF = "/liverpool/votes/", "/liverpool/staff/votes/"
Fields = dict[str, Any]
HERE = f"{VOTES}what-matters-most/"


def the_vote(slug: str = "what-matters-most") -> Vote:
    vote = vote_by_slug(area_called("liverpool"), slug)
    assert vote is not None
    return vote


def planted(rule: VoteRule = VoteRule.PICK, **more: object) -> int:
    with transaction():
        return a_vote(rule, **more).id  # type: ignore[arg-type]


def post(client: CheckedClient, path: str, fields: Fields, at: str | None = None) -> TestResponse:
    """Send a form with the token of its page."""
    return client.send(path, at=at, **fields)


def begin(client: CheckedClient) -> None:
    client.get(HERE)
    assert post(client, HERE, {}).status_code == 303


def test_a_family_picks_checks_and_sends_once(app: flask.Flask, client: CheckedClient) -> None:
    vote_id = planted()
    assert "What matters most" in client.get(VOTES).text
    begin(client)
    too_many = post(client, f"{HERE}choose/", {"choice": ["o1", "o2", "o3"]})
    assert (too_many.status_code, "Pick 2 or fewer" in too_many.text) == (422, True)
    assert post(client, f"{HERE}choose/", {"choice": ["o1", "o1"]}).status_code == 422
    assert post(client, f"{HERE}choose/", {"choice": ["o1", "o3"]}).status_code == 303
    page = client.get(f"{HERE}check/").text
    assert "Option A" in page and "Option B" not in page
    assert post(client, f"{HERE}check/", {}).status_code == 303
    assert "Your vote was taken" in client.get(f"{HERE}done/").text
    assert post(client, f"{HERE}check/", {}, at=f"{HERE}done/").location.endswith("/done/")
    assert "Each person votes once" in client.get(HERE).text
    assert how_many_voted([vote_id]) == {vote_id: 1}
    assert ballots_to_count(the_vote())[0].choices == {"o1": 1, "o3": 1}


def test_someone_else_votes_on_the_same_device(app: flask.Flask, client: CheckedClient) -> None:
    vote_id = planted()
    for _person in range(2):
        begin(client)
        post(client, f"{HERE}choose/", {"choice": ["o1"]})
        post(client, f"{HERE}check/", {})
        post(client, f"{HERE}someone-else/", {}, at=f"{HERE}done/")
    assert how_many_voted([vote_id]) == {vote_id: 2}


def test_dots_go_up_and_down_and_back(app: flask.Flask, client: CheckedClient) -> None:
    planted(VoteRule.DOTS, most=3)
    begin(client)
    for press in ({"more": "o1"}, {"more": "o1"}, {"more": "o2"}, {"fewer": "o1"}, {"undo": "1"}):
        assert post(client, f"{HERE}choose/", press).status_code == 303, press
    assert "You have 0 left." in client.get(f"{HERE}choose/").text
    full = post(client, f"{HERE}choose/", {"more": "o3"})
    assert (full.status_code, "used all your dots" in full.text) == (422, True)
    post(client, f"{HERE}choose/", {})
    post(client, f"{HERE}check/", {})
    assert ballots_to_count(the_vote())[0].choices == {"o1": 2, "o2": 1}


def test_a_ranking_is_made_with_buttons(app: flask.Flask, client: CheckedClient) -> None:
    planted(VoteRule.RANKING)
    begin(client)
    for press in (
        {"more": "o1"},
        {"more": "o2"},
        {"more": "o3"},
        {"up": "o3"},
        {"down": "o1"},
        {"out": "o2"},
    ):
        assert post(client, f"{HERE}choose/", press).status_code == 303, press
    client.get(f"{HERE}choose/")
    post(client, f"{HERE}choose/", {})
    post(client, f"{HERE}check/", {})
    assert ballots_to_count(the_vote())[0].choices == {"o3": 1, "o1": 2}


def test_easy_read_shows_pictures_on_each_page(app: flask.Flask, client: CheckedClient) -> None:
    planted()
    assert "What comes first?" in client.get(f"{HERE}?easy=yes").text
    begin(client)
    assert "OpenMoji" in client.get(f"{HERE}choose/").text
    post(client, f"{HERE}choose/", {})
    assert "You chose nothing" in client.get(f"{HERE}check/").text


def test_each_person_has_an_order_of_their_own(app: flask.Flask) -> None:
    planted(options=8)
    orders = set()
    for _person in range(4):
        client = CheckedClient(app)
        begin(client)
        page = client.get(f"{HERE}choose/").text
        assert "different order" in page
        orders.add(tuple(re.findall(r'value="(o\d)"', page)))
    assert len(orders) > 1


def test_a_card_opens_the_vote_and_is_used_when_it_is_sent(app: flask.Flask, client: CheckedClient) -> None:
    with transaction():
        vote = a_vote(only_by_code=True)
        vote_id, words = vote.id, "-".join(cards_for(vote, 1)[0])
    assert client.get(f"/v/{words}/").location.endswith(HERE)
    begin(client)
    post(client, f"{HERE}choose/", {"choice": ["o1"]})
    second = CheckedClient(app)
    begin(second)
    post(second, f"{HERE}choose/", {"choice": ["o2"]})
    assert post(second, f"{HERE}check/", {}).status_code == 422
    assert post(second, f"{HERE}check/", {"code": "one two three"}).status_code == 422
    assert post(client, f"{HERE}check/", {}).status_code == 303
    late = post(second, f"{HERE}check/", {"code": words.replace("-", " ")})
    assert (late.status_code, USED in late.text) == (422, True)
    assert "Option B" in second.get(f"{HERE}check/").text
    assert how_many_voted([vote_id]) == {vote_id: 1}


def test_a_tab_open_across_the_closing_says_so_and_counts_nothing(
    app: flask.Flask, client: CheckedClient
) -> None:
    vote_id = planted()
    begin(client)
    post(client, f"{HERE}choose/", {"choice": ["o1"]})
    token = client.token(f"{HERE}check/")
    with clock.at(clock.now() + timedelta(days=2)):
        page = client.post(f"{HERE}check/", data={"csrf_token": token})
        assert page.status_code == 409
        assert "your vote was not counted" in page.text and "Option A" in page.text
        assert "ended" in client.get(HERE).text
    assert how_many_voted([vote_id]) == {}


FORM = {
    "title": "Our next plan",
    "question": "What comes first?",
    "used_for": "The board starts there.",
    "rule": "pick",
    "most": "1",
    "most_each": "1",
    "source": "written",
    "options": "Waiting\nSchool\nHealth",
    "opens_on": "2026-01-01",
    "opens_time": "09:00",
    "closes_on": "2099-01-01",
    "closes_time": "17:00",
}


@pytest.mark.parametrize("source", ["written", "priorities", "themes"])
def test_an_officer_makes_a_vote_from_words_priorities_or_themes(
    app: flask.Flask, client: CheckedClient, source: str
) -> None:
    sign_in(client, Role.OFFICER)
    assert post(client, f"{STAFF}make/", {}).status_code == 422
    twice = post(client, f"{STAFF}make/", {**FORM, "options": "A\na"})
    assert (twice.status_code, "twice" in twice.text) == (422, True)
    made = post(client, f"{STAFF}make/", {**FORM, "source": source})
    assert made.status_code == 303, made.text
    client.get(made.location)
    shown = made.location.removesuffix("options/")
    for page in (shown, f"{shown}count/", f"{shown}hands/", f"{shown}end/", STAFF):
        assert client.get(page).status_code == 200
    changed = {f"{key}-{name}": f"{name} {key}" for key in ("o1", "o2", "o3") for name in ("title", "easy")}
    if source == "written":
        pictures = {f"{key}-picture": "1F3EB" for key in ("o1", "o2", "o3")}
        assert post(client, made.location, {**changed, **pictures}).location.endswith(shown)
        assert the_vote("our-next-plan").options[0].title == "title o1"


def test_an_officer_and_the_forum_close_and_everybody_sees_the_same_count(app: flask.Flask) -> None:
    planted()
    for number in range(12):
        family = CheckedClient(app)
        begin(family)
        post(family, f"{HERE}choose/", {"choice": ["o1"] if number < 8 else ["o2"]})
        post(family, f"{HERE}check/", {})
    officer, forum = CheckedClient(app), CheckedClient(app)
    sign_in(officer, Role.OFFICER)
    sign_in(forum, Role.FORUM_MODERATOR)
    shown = f"{STAFF}{the_vote().id}/"
    assert officer.get(f"{shown}results/").status_code == 409
    assert "not there yet" in officer.get(f"{HERE}results/").text
    hands = {f"hands-o{number}": "0" for number in range(1, 5)} | {"hands-o2": "3"}
    assert (
        post(officer, f"{shown}hands/", {"title": "Hall", "people": "2", "place": "0"} | hands).status_code
        == 422
    )
    assert (
        post(officer, f"{shown}hands/", {"title": "Hall", "people": "3", "place": "0"} | hands).status_code
        == 303
    )
    assert post(officer, f"{shown}end/", {}).status_code == 303
    post(officer, f"{shown}confirm/", {}, at=shown)
    assert "Your side has confirmed" in officer.get(shown).text
    assert post(forum, f"{shown}confirm/", {}, at=shown).location.endswith("/results/")
    assert "Option A" in forum.get(f"{shown}results/").text
    assert "they add up" in forum.get(f"{shown}adds-up/").text
    public = CheckedClient(app)
    page = public.get(f"{HERE}results/").text
    assert "First place: Option A" in page and "12 votes." in page
    assert "First place" in public.get(f"{HERE}results/poster/").text
    lines = public.get(f"{HERE}results/file/").text.splitlines()
    assert lines[-4:-2] == ["1,Option A,8,8,0", "2,Option B,7,4,3"]
    book = openpyxl.load_workbook(io.BytesIO(public.get(f"{HERE}results/workbook/").data))
    assert [cell.value for cell in book["Result"][2]] == [1, "Option A", 8, 8, 0]
    assert ("Ballots", 12) in [(row[0].value, row[1].value) for row in book["How it was counted"].rows]
    easy = public.get(f"{HERE}results/?easy=yes").text
    assert "Number 1: Option A." in easy
