"""The feedback list: what is in it, what never is, and how it is narrowed."""

import re
from datetime import timedelta

import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Mode
from portal.feedback import actions as feedback
from portal.safeguarding.lead_actions import move
from portal.safeguarding.models import Alert, AlertState
from tests.checked_client import CheckedClient
from tests.query_count import statements
from tests.saying import OFFICER, half_said, item, said
from tests.signing_in import sign_in

LIST = "/liverpool/staff/feedback/"
WORRYING = "My uncle hits me, marker-locked."


def page(client: CheckedClient, query: str = "") -> str:
    """The list as an officer sees it."""
    sign_in(client, "officer")
    return client.get(f"{LIST}?{query}").text


def test_it_shows_what_was_said_and_asked(client: CheckedClient) -> None:
    said("More clubs on Saturdays.")
    text = page(client)
    assert "More clubs on Saturdays." in text
    assert "If you could change one thing" in text or "What one thing would you change?" in text
    assert "1 comment." in text


def test_words_not_sent_yet_are_not_there(client: CheckedClient) -> None:
    half_said("marker-unsent")
    assert "marker-unsent" not in page(client)


def test_locked_words_are_nowhere_until_they_are_released(client: CheckedClient) -> None:
    said(WORRYING)
    text = page(client)
    assert "marker-locked" not in text
    assert "0 comments." in text
    with transaction():
        alert = db.session.query(Alert).one()
        move(alert=alert, to=AlertState.RELEASED, note="a story", by=OFFICER, at=clock.now())
    assert "marker-locked" in client.get(LIST).text


def test_words_closed_as_a_real_worry_stay_locked(client: CheckedClient) -> None:
    number = said(WORRYING)
    with transaction():
        alert = db.session.query(Alert).one()
        move(alert=alert, to=AlertState.CLOSED, note="real", by=OFFICER, at=clock.now())
    assert "marker-locked" not in page(client)
    assert client.get(f"{LIST}{number}/").status_code == 404


def test_another_areas_words_are_not_there(client: CheckedClient) -> None:
    number = said("marker-knowsley", area="knowsley")
    assert "marker-knowsley" not in page(client)
    assert client.get(f"{LIST}{number}/").status_code == 404
    assert client.get(f"{LIST}{number}/as-written/").status_code == 404


def test_personal_details_are_masked(client: CheckedClient) -> None:
    said("Ring me on 07700 900123.")
    text = page(client)
    assert "900123" not in text
    assert "a phone number" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"parents", "young", "knowsley-like"}),
        ("audience=young-person", {"young"}),
        ("theme=health", {"parents"}),
        ("priority=liverpool-2023-p5", {"parents"}),
        ("source=open.best", {"young"}),
        ("wave=2026", {"parents", "young", "knowsley-like"}),
        ("state=to-read", {"young", "knowsley-like"}),
        ("state=cleared", {"parents"}),
        ("state=to-sort", set()),
        ("words=YOUNG", {"young"}),
        ("words=like+knowsley", {"knowsley-like"}),
        ("audience=young-person&theme=health", set()),
    ],
)
def test_filters_narrow_the_list(client: CheckedClient, query: str, found: set[str]) -> None:
    said("marker-parents", cleared=True, themes=("health",), priorities=("liverpool-2023-p5",))
    said("marker-young", survey="young-people", key="open.best", mode=Mode.YOUNG)
    said("marker-knowsley-like")
    shown = set(re.findall(r'rows__said"[^>]*>marker-([a-z-]+)<', page(client, query)))
    assert shown == found


@pytest.mark.parametrize(("typed", "hits"), [("100%25", 1), ("a_b", 1), ("%25", 1), ("_", 1), ("a\\b", 0)])
def test_signs_of_the_search_language_are_plain_letters(
    client: CheckedClient, typed: str, hits: int
) -> None:
    said("It is 100% a_b sure.")
    said("It is 1000 aXb sure.")
    assert page(client, f"words={typed}").count('class="rows__said"') == hits


def test_what_was_taken_out_cannot_be_searched_for(client: CheckedClient) -> None:
    number = said("Our worker Zebedee left.")
    with transaction():
        feedback.redact(item=item(number), start=11, end=18, reason="name", by=OFFICER, at=clock.now())
    assert "0 comments." in page(client, "words=Zebedee")


def test_a_masked_detail_cannot_be_guessed_by_searching(client: CheckedClient) -> None:
    said("Ring me on 07700 900123 about the bus, or the taxi to school.")
    for guess in ("07700", "77", "900123", "bus+0123"):
        assert "0 comments." in page(client, f"words={guess}")
    assert "1 comment." in page(client, "words=BUS+taxi")


def test_a_search_too_long_for_the_database_is_cut_on_the_way_to_the_next_item(
    client: CheckedClient,
) -> None:
    numbers = [said("The first one."), said("The other one.")]
    sign_in(client, "officer")
    number = max(numbers)
    address = f"{LIST}{number}/"
    assert client.get(f"{address}?words={'x' * 60_000}").status_code == 200


@pytest.mark.parametrize("query", ["theme=bogus", "state=unsent", "audience=%00", "wave=1999", "source='"])
def test_an_unknown_choice_gets_an_error_and_no_list(client: CheckedClient, query: str) -> None:
    said("marker-any")
    sign_in(client, "officer")
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 422
    assert "marker-any" not in response.text


def test_odd_searches_get_a_page(client: CheckedClient) -> None:
    sign_in(client, "officer")
    for odd in ("%00", "%F0%9F%98%80", "%22%3E%3Cscript%3E", "x" * 90, "\u202e"):
        assert client.get(f"{LIST}?words={odd}").status_code == 200
    assert client.get(f"{LIST}?words={'x' * 200}").status_code == 422


def test_a_page_past_the_end_is_the_last_one(client: CheckedClient) -> None:
    said("The only one.")
    assert "The only one." in page(client, "page=99")
    assert client.get(f"{LIST}?page=-1").status_code == 200


def test_fifty_comments_need_no_more_queries_than_five(client: CheckedClient) -> None:
    for number in range(5):
        said(f"Comment {number}", themes=("health",))
    sign_in(client, "officer")
    client.get(LIST)
    with statements() as few:
        client.get(LIST)
    for number in range(5, 50):
        said(f"Comment {number}", survey=("parents-and-carers", "young-people")[number % 2])
    with statements() as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_a_queue_is_worked_from_its_oldest(client: CheckedClient) -> None:
    for number in range(3):
        with clock.at(clock.now() + timedelta(days=number)):
            said(f"Comment {number}")
    shown = re.findall(r'rows__said"[^>]*>Comment (\d)<', page(client, "state=to-read"))
    assert shown == ["0", "1", "2"]
    assert re.findall(r'rows__said"[^>]*>Comment (\d)<', client.get(LIST).text) == ["2", "1", "0"]
