"""The sorting desk: read masked, take out, put back, sort, clear, one after the other, by two people."""

from typing import Any

import pytest

from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.feedback.actions import current_tags
from portal.feedback.models import ItemState
from portal.feedback.stamps import stamp_of
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.query_count import statements
from tests.saying import item, said
from tests.signing_in import sign_in

LIST = "/liverpool/staff/feedback/"
PHONE = "Sam's mum: ring 07700 900123. Sam waits."


def press(client: CheckedClient, number: int, act: str, query: str = "", **fields: Any) -> str:
    """Press a button on the page of an item; returns where it leads."""
    data = {"csrf_token": client.token(f"{LIST}{number}/"), "stamp": stamp_of(item(number)), **fields}
    response = client.post(f"{LIST}{number}/{act}/{query}", data=data)
    assert response.status_code in {303, 422}, response.text
    return response.location or response.text


def slugs(number: int) -> set[str]:
    """The themes and priorities an item has now."""
    return {about.slug for tag in current_tags(item(number)) if (about := tag.theme or tag.priority)}


@pytest.fixture
def officer(client: CheckedClient) -> CheckedClient:
    """A browser in which an officer of Liverpool is signed in."""
    sign_in(client, "officer")
    return client


def test_details_are_masked_until_they_are_asked_for_and_that_is_recorded(officer: CheckedClient) -> None:
    number = said(PHONE)
    assert "900123" not in officer.get(f"{LIST}{number}/").text
    assert "900123" in officer.get(f"{LIST}{number}/as-written/").text
    entry = db.session.query(AuditEntry).filter_by(act="read details as written").one()
    assert (entry.subject_id, entry.details) == (number, {})


def test_looking_changes_nothing(officer: CheckedClient) -> None:
    number = said(PHONE)
    officer.get(f"{LIST}{number}/")
    assert item(number).state == ItemState.SENT


def test_a_marked_detail_is_taken_out_with_one_button(officer: CheckedClient) -> None:
    number = said(PHONE)
    press(officer, number, "take-out-details", start=PHONE.index("07700"))
    assert item(number).words_redacted == "Sam's mum: ring [contact]. Sam waits."
    assert item(number).state == ItemState.READ


def test_every_marked_detail_is_taken_out_at_once(officer: CheckedClient) -> None:
    number = said("Write to a@example.org or ring 07700 900123.")
    press(officer, number, "take-out-details")
    assert item(number).words_redacted == "Write to [contact] or ring [contact]."


def test_typed_words_are_taken_out_wherever_they_stand(officer: CheckedClient) -> None:
    number = said(PHONE)
    press(officer, number, "take-out", words="sam", reason="name")
    assert item(number).words_redacted == "[name]'s mum: ring 07700 900123. [name] waits."
    page = officer.get(f"{LIST}{number}/").text
    assert "Taken out in 2 places." in page
    assert "a name" in page


def test_words_taken_out_can_be_put_back(officer: CheckedClient) -> None:
    number = said(PHONE)
    press(officer, number, "take-out", words="Sam's mum", reason="name")
    redaction = item(number).redactions[0].id
    press(officer, number, f"put-back/{redaction}")
    assert item(number).words_redacted is None
    assert item(number).words == PHONE


def test_a_detail_taken_out_in_two_halves_counts_as_out(officer: CheckedClient) -> None:
    number = said("Ring 07700 900123.")
    press(officer, number, "take-out", words="07700", reason="contact")
    press(officer, number, "take-out-details")
    press(officer, number, "clear")
    assert item(number).state == ItemState.CLEARED


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": "Peter", "reason": "name"}, "We cannot find these words."),
        ({"words": "", "reason": "name"}, "Type the words to take out."),
        ({"words": "Sam", "reason": "bogus"}, "Not a valid choice"),
        ({"words": "x" * 600, "reason": "name"}, "Type the first words, then … and the last words."),
        ({}, "Type the words to take out."),
    ],
)
def test_what_cannot_be_taken_out_is_said_beside_the_field(
    officer: CheckedClient, fields: dict[str, str], sentence: str
) -> None:
    number = said(PHONE)
    assert sentence in press(officer, number, "take-out", **fields)
    assert item(number).redactions == []
    assert item(number).state == ItemState.SENT


def test_words_with_a_marked_detail_cannot_be_cleared(officer: CheckedClient) -> None:
    number = said(PHONE)
    press(officer, number, "clear", themes=["health"])
    assert item(number).state == ItemState.READ
    assert slugs(number) == {"health"}, "what was ticked is kept"
    assert "Take out the marked details first." in officer.get(f"{LIST}{number}/").text


def test_clearing_says_who_and_when(officer: CheckedClient) -> None:
    number = said("More clubs.")
    press(officer, number, "clear")
    assert item(number).state == ItemState.CLEARED
    assert "Officer Liverpool" in officer.get(f"{LIST}{number}/").text


def test_taking_more_out_opens_cleared_words_again(officer: CheckedClient) -> None:
    number = said("More clubs with Sam.", cleared=True)
    press(officer, number, "take-out", words="Sam", reason="name")
    assert item(number).state == ItemState.READ


def test_a_clearing_can_be_taken_back(officer: CheckedClient) -> None:
    number = said("More clubs.", cleared=True)
    press(officer, number, "open-again")
    assert (item(number).state, item(number).cleared_by) == (ItemState.READ, None)


def test_themes_and_priorities_become_what_is_ticked(officer: CheckedClient) -> None:
    number = said("More clubs.", themes=("health", "plans"))
    press(officer, number, "sort", themes=["plans", "joined-up"], priorities=["liverpool-2023-p1"])
    assert slugs(number) == {"plans", "joined-up", "liverpool-2023-p1"}
    page = officer.get(f"{LIST}{number}/").text
    assert "Taken off" in page, "what was there before is kept, with who took it off"


@pytest.mark.parametrize("fields", [{"themes": ["bogus"]}, {"priorities": ["knowsley-2018-p1"]}])
def test_an_unknown_theme_or_another_areas_priority_changes_nothing(
    officer: CheckedClient, fields: dict[str, Any]
) -> None:
    number = said("More clubs.")
    press(officer, number, "sort", **fields)
    assert slugs(number) == set()
    assert item(number).state == ItemState.SENT


def test_priorities_that_go_with_the_themes_come_first(officer: CheckedClient) -> None:
    number = said("We wait for therapy.", themes=("health",))
    page = officer.get(f"{LIST}{number}/").text
    assert page.index("goes with these themes") < page.index('value="liverpool-2023-p1"')


def test_saving_leads_to_the_next_of_the_same_list_and_round_again(officer: CheckedClient) -> None:
    numbers = sorted(said(f"Comment {number}") for number in range(3))
    query = "?state=to-read"
    seen = [numbers[0]]
    for _ in range(2):
        where = press(officer, seen[-1], "read", query)
        assert where.endswith(query)
        seen.append(int(where.split("/feedback/")[1].split("/")[0]))
    assert seen == numbers
    last = press(officer, seen[-1], "read", query)
    assert last.endswith(f"/feedback/{query}")
    assert "That was the last one here." in officer.get(last).text


def test_acting_on_a_page_that_is_out_of_date_is_said_and_changes_nothing(officer: CheckedClient) -> None:
    number = said(PHONE)
    stamp = stamp_of(item(number))
    press(officer, number, "sort", themes=["health"])
    for act in ("sort", "clear", "read", "take-out-details", "open-again"):
        where = press(officer, number, act, stamp=stamp)
        assert f"/{number}/" in where
        assert "have changed since you opened this page" in officer.get(where).text
    assert (
        "have changed since" in officer.get(press(officer, number, "take-out", stamp="", words="Sam")).text
    )
    assert slugs(number) == {"health"}
    assert item(number).redactions == []


def test_words_taken_back_meanwhile_get_a_clear_page(officer: CheckedClient) -> None:
    number = said("More clubs.", themes=("health",), cleared=True)
    token, stamp = officer.token(f"{LIST}{number}/"), stamp_of(item(number))
    with transaction():
        take_back(response=db.session.query(Response).one())
    response = officer.post(f"{LIST}{number}/clear/", data={"csrf_token": token, "stamp": stamp})
    assert response.status_code == 409
    assert "These words are not here any more." in response.text
    assert officer.get(f"{LIST}{number}/").status_code == 404


def test_another_areas_words_cannot_be_changed(officer: CheckedClient) -> None:
    number = said(PHONE, area="knowsley")
    token, stamp = officer.token(LIST), stamp_of(item(number))
    for act in ("sort", "clear", "read", "take-out", "take-out-details", "open-again", "put-back/1"):
        data = {"csrf_token": token, "stamp": stamp, "words": "Sam", "reason": "name"}
        assert officer.post(f"{LIST}{number}/{act}/", data=data).status_code == 409
    assert item(number).state == ItemState.SENT


@pytest.mark.parametrize("query", ["?state=bogus", "?theme=%00", "?words=%25", "?wave=x&page=2"])
def test_odd_filters_in_the_address_of_an_item_do_no_harm(officer: CheckedClient, query: str) -> None:
    number = said("More clubs.")
    assert officer.get(f"{LIST}{number}/{query}").status_code == 200
    press(officer, number, "read", query)


def test_every_act_is_in_the_audit_without_the_words(officer: CheckedClient) -> None:
    number = said(PHONE)
    press(officer, number, "take-out-details")
    press(officer, number, "clear", themes=["health"])
    entries = db.session.query(AuditEntry).filter_by(subject_id=number).order_by(AuditEntry.id).all()
    assert [entry.act for entry in entries] == [
        "redacted feedback",
        "read feedback",
        "tagged feedback",
        "cleared feedback",
    ]
    assert "Sam" not in str([entry.details for entry in entries])


def test_a_long_history_needs_no_more_queries(officer: CheckedClient) -> None:
    number = said("Sam, " * 30 + "and we wait.")
    with statements() as few:
        officer.get(f"{LIST}{number}/")
    press(officer, number, "take-out", words="Sam", reason="name")
    press(officer, number, "sort", themes=["health", "plans"], priorities=["liverpool-2023-p1"])
    for other in range(20):
        said(f"Comment {other}")
    officer.get(f"{LIST}{number}/")
    with statements() as many:
        officer.get(f"{LIST}{number}/")
    assert len(many) <= len(few) + 3  # tags, their plan and the names of people are asked once each


def test_the_clock_and_the_state_are_on_the_page(officer: CheckedClient) -> None:
    number = said("More clubs.")
    day = clock.today()
    page = officer.get(f"{LIST}{number}/").text
    assert f"{day.day} {day:%B %Y}" in page
    assert "To read" in page
