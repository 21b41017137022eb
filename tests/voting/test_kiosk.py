"""A shared tablet: it takes one vote after the other, asks before it clears, and never leads away."""

import re
from datetime import timedelta

import flask

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.demo.paper import LIBRARY, plant_places
from portal.places.queries import place_by_slug
from portal.voting.models import VoteChannel
from portal.voting.queries import ballots_to_count
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.voting.test_pages import HERE, STAFF, planted, post, the_vote

KIOSK = f"{HERE}kiosk/"


def a_tablet(client: CheckedClient) -> None:
    """An officer makes this device a kiosk in the library."""
    vote_id, at = planted(), clock.now()
    with transaction():
        area = area_called("liverpool")
        plant_places(area, [(at - timedelta(days=30), at)], at)
        library = place_by_slug(area, LIBRARY)
        assert library is not None
        place = str(library.id)
    sign_in(client, Role.OFFICER)
    page = client.get(f"{STAFF}{vote_id}/tablet/").text
    assert "Guided Access" in page and "screen pinning" in page
    assert post(client, f"{STAFF}{vote_id}/tablet/", {"place": "99"}).status_code == 422
    assert post(client, f"{STAFF}{vote_id}/tablet/", {"place": place}).location.endswith(KIOSK)


def choose(client: CheckedClient, **fields: str) -> None:
    client.get(KIOSK)
    assert post(client, KIOSK, dict(fields)).status_code == 303
    assert post(client, f"{HERE}choose/", {"choice": ["o1"]}).status_code == 303


def test_it_takes_votes_thanks_clears_and_never_leads_away(app: flask.Flask, client: CheckedClient) -> None:
    a_tablet(client)
    assert client.get(f"{STAFF}{the_vote().id}/").status_code == 302, "its officer is signed out"
    for _person in range(3):
        choose(client, easy="yes")
        for page in (KIOSK, f"{HERE}choose/", f"{HERE}check/", f"{KIOSK}thanks/", f"{KIOSK}still-there/"):
            if page == KIOSK:
                continue
            links = set(re.findall(r'<a [^>]*href="([^"#]+)"', client.get(page).text))
            assert all(link.startswith(HERE) for link in links), (page, links)
        assert post(client, f"{HERE}check/", {"who": "young-person"}).location.endswith("/thanks/")
        thanks = client.get(f"{KIOSK}thanks/")
        assert thanks.headers["Refresh"].endswith(f"url={KIOSK}")
        assert "What should we do first?" in client.get(KIOSK).text
    ballots = ballots_to_count(the_vote())
    assert {(one.channel, one.audience) for one in ballots} == {(VoteChannel.KIOSK, "young-person")}
    assert len(ballots) == 3 and all(one.place_id for one in ballots)


def test_a_half_made_ballot_is_asked_for_kept_and_then_cleared(
    app: flask.Flask, client: CheckedClient
) -> None:
    a_tablet(client)
    choose(client)
    idle = post(client, f"{HERE}choose/", {"choice": ["o2", "o3", "o4"], "still": "1"})
    assert idle.location.endswith("/still-there/")
    still = client.get(f"{KIOSK}still-there/")
    assert still.headers["Refresh"].startswith("30;")
    assert client.get(f"{HERE}choose/").text.count(" checked") == 3, "whoever is still there goes on"
    client.get(KIOSK)
    assert client.get(f"{HERE}choose/").location.endswith(HERE)
    assert ballots_to_count(the_vote()) == []


def test_left_open_overnight_it_has_ended_and_counts_nothing(
    app: flask.Flask, client: CheckedClient
) -> None:
    a_tablet(client)
    with transaction():
        the_vote().closes_at = clock.now() + timedelta(days=9)
    choose(client)
    token = client.token(f"{HERE}check/")
    with clock.at(clock.now() + timedelta(days=1)):
        late = client.post(f"{HERE}check/", data={"csrf_token": token})
        assert late.status_code == 303
        assert client.get(late.location).location.endswith(KIOSK)
        assert "You cannot vote on this tablet now" in client.get(KIOSK).text
        assert client.post(KIOSK, data={"csrf_token": token}).location.endswith(KIOSK)
    assert ballots_to_count(the_vote()) == []
    assert post(client, f"{KIOSK}stop/", {}).location.endswith(HERE)
    assert "Start to vote" in client.get(HERE).text
