"""Whom a vote is for and where it is held: said on its start page, kept with its ballots."""

from datetime import timedelta

import flask

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.core.vocabulary import Audience
from portal.demo.paper import LIBRARY, plant_places
from portal.places.models import Place
from portal.places.queries import places_to_choose
from portal.voting.models import VoteChannel
from portal.voting.queries import ballots_to_count
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.voting.test_pages import FORM, STAFF, VOTES, post, the_vote

MADE = f"{VOTES}our-next-plan/"


def places() -> dict[str, Place]:
    at = clock.now()
    if not places_to_choose(area_called("liverpool"), clock.today()):
        with transaction():
            plant_places(area_called("liverpool"), [(at - timedelta(days=9), at)], at)
    return {place.slug: place for place in places_to_choose(area_called("liverpool"), clock.today())}


def made_for(app: flask.Flask, for_whom: list[str], held_at: list[int]) -> str:
    """An officer makes the vote of FORM; the address of its staff page."""
    officer, known = CheckedClient(app), places().values()
    sign_in(officer, Role.OFFICER)
    fields = {**FORM, "for_whom": for_whom, "places": [str(number) for number in held_at]}
    made = post(officer, f"{STAFF}make/", fields)
    assert made.status_code == 303, made.text
    shown = made.location.removesuffix("options/")
    page = officer.get(f"{shown}tablet/").text
    offered = [place.id for place in known if place.name in page]
    assert offered == (held_at or [place.id for place in known])
    return shown


def vote_once(client: CheckedClient, **fields: str) -> str:
    """Vote; the page on which it was looked over."""
    client.get(MADE)
    assert post(client, MADE, {}).status_code == 303
    assert post(client, f"{MADE}choose/", {"choice": ["o1"]}).status_code == 303
    page = client.get(f"{MADE}check/").text
    assert post(client, f"{MADE}check/", fields).status_code == 303
    return page


def test_a_vote_for_young_people_says_so_and_asks_nobody_who_they_are(
    app: flask.Flask, client: CheckedClient
) -> None:
    made_for(app, ["young-person"], [])
    assert "This vote is for children and young people." in client.get(MADE).text
    assert "Who are you?" not in vote_once(client, who="practitioner")
    assert [one.audience for one in ballots_to_count(the_vote("our-next-plan"))] == [Audience.YOUNG_PERSON]


def test_who_a_vote_is_not_for_can_not_be_chosen(app: flask.Flask, client: CheckedClient) -> None:
    made_for(app, ["young-person", "parent-carer"], [])
    assert "parents and carers and children and young people" in client.get(MADE).text
    page = vote_once(client, who="practitioner")
    assert "A parent or carer" in page and "Someone who works with families" not in page
    assert [one.audience for one in ballots_to_count(the_vote("our-next-plan"))] == [None]


def test_only_its_own_places_count_as_where_it_is_held(app: flask.Flask, client: CheckedClient) -> None:
    library = places()[LIBRARY]
    event = next(place for place in places().values() if place.ends_on)
    made_for(app, [], [library.id])
    assert f"or at: {library.name}" in client.get(MADE).text
    client.get(f"{MADE}at/{event.slug}/")
    vote_once(client)
    assert [(one.channel, one.place_id) for one in ballots_to_count(the_vote("our-next-plan"))] == [
        (VoteChannel.WEB, None)
    ]


def test_a_place_of_another_area_is_refused_in_plain_words(app: flask.Flask) -> None:
    officer, _places = CheckedClient(app), places()
    sign_in(officer, Role.OFFICER)
    refused = post(officer, f"{STAFF}make/", {**FORM, "places": ["9999"], "for_whom": ["everybody"]})
    assert refused.status_code == 422
    assert "Choose from the page." in refused.text
