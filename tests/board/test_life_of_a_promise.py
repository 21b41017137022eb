"""A promise from the first words to done: what officers write, what the forum says, what families read."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.board.models import DifferenceMade, Entry, EntryState
from portal.core import clock
from portal.core.db import db, transaction
from portal.strategies.queries import priorities_in_force
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/board/"
BOARD = "/liverpool/you-said-we-did/"
WORDS = {
    "title": "Quiet rooms",
    "theme": "learning-inclusion",
    "said": "School is too loud.",
    "done": "Each school gets a quiet room.",
    "body": "Schools",
}


def the_entry() -> Entry:
    return db.session.scalars(sa.select(Entry).order_by(Entry.id.desc()).limit(1)).one()


def seen() -> str:
    db.session.expire_all()
    return str(the_entry().version)


def test_a_draft_is_for_staff_and_a_published_promise_for_everyone(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    assert client.send(f"{STAFF}add/", **WORDS).status_code == 303
    number = the_entry().id
    assert "Quiet rooms" not in client.get(BOARD).text
    assert client.get(f"{BOARD}quiet-rooms/").status_code == 404
    client.send(f"{STAFF}{number}/publish/", at=f"{STAFF}{number}/", version=seen())
    assert "Quiet rooms" in client.get(BOARD).text
    assert "School is too loud." in client.get(f"{BOARD}quiet-rooms/").text


def test_each_update_stands_with_its_day_and_the_forum_may_disagree(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        number = promise(due=30).id
    page = f"{STAFF}{number}/update/"
    done = client.send(page, version=seen(), state="done", words="The last room is ready.")
    assert done.status_code == 303
    sign_in(client, Role.FORUM_MODERATOR)
    client.send(f"{STAFF}{number}/sign/", verdict="not-yet", words="Two rooms are locked.")
    read = client.get(f"{BOARD}quiet-rooms/").text
    assert "The last room is ready." in read and "Done" in read
    assert "The parent carer forum says: not yet" in read and "Two rooms are locked." in read


def test_a_moved_day_keeps_the_old_one_to_be_seen_and_late_says_how_late(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        number = promise(due=-3).id
    assert "3 days late" in client.get(BOARD).text
    assert "Say why it is late" in client.get(f"{STAFF}{number}/").text
    new = (clock.today() + timedelta(days=9)).isoformat()
    moved = {"state": "doing", "words": "A lift was missing.", "due_on": new}
    assert client.send(f"{STAFF}{number}/update/", version=seen(), **moved).status_code == 303
    read = client.get(f"{BOARD}quiet-rooms/").text
    assert "days late" not in read and "before. Now promised for" in read


def test_a_part_of_the_plan_that_a_reader_chose_stays_chosen_with_the_chips(client: CheckedClient) -> None:
    with transaction():
        first, other = priorities_in_force(area_called("liverpool"), clock.today())[:2]
        promise()
        here, there = first.slug, other.slug
    shown = client.get(f"{BOARD}?priority={here}").text
    assert "Quiet rooms" in shown and f"show=late&amp;priority={here}" in shown
    assert f'<option value="{here}" selected>' in shown
    assert "There is no promise like this yet." in client.get(f"{BOARD}?priority={there}").text


def test_what_cannot_be_done_says_why(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        number = promise().id
    page = f"{STAFF}{number}/update/"
    refused = client.send(page, version=seen(), state="cannot", words="We looked into it.")
    assert refused.status_code == 422 and "Say why it cannot be done" in refused.text
    assert "We looked into it." in refused.text
    why = {"state": "cannot", "words": "We looked into it.", "why_not": "There is no money."}
    assert client.send(page, version=seen(), **why).status_code == 303
    assert "There is no money." in client.get(f"{BOARD}quiet-rooms/").text


@pytest.mark.parametrize("page", ["edit", "update"])
def test_two_officers_who_write_at_once_meet_and_nothing_typed_is_lost(
    client: CheckedClient, page: str
) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        number = promise().id
    old = seen()
    with transaction():
        now_stands(db.session.get_one(Entry, number), EntryState.DOING)
    typed = {**WORDS, "state": "done", "words": "My long sentence.", "done": "My long sentence."}
    late = client.send(f"{STAFF}{number}/{page}/", version=old, **typed)
    assert late.status_code == 422
    assert "Somebody else has changed this" in late.text and "My long sentence." in late.text


def test_a_day_that_is_past_is_refused(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    refused = client.send(f"{STAFF}add/", **WORDS, due_on="2020-01-01")
    assert refused.status_code == 422 and "This day is past." in refused.text


def test_each_device_says_once_whether_it_made_a_difference(client: CheckedClient) -> None:
    with transaction():
        entry = promise()
    page = f"{BOARD}quiet-rooms/"
    assert "make a difference for you" not in client.get(page).text
    with transaction():
        now_stands(entry, EntryState.DONE)
    assert "make a difference for you" in client.get(page).text
    assert client.send(f"{page}difference/", at=page, answer="loud").status_code == 422
    assert client.send(f"{page}difference/", at=page, answer="a-bit").status_code == 303
    assert "make a difference for you" not in client.get(page).text
    client.send(f"{page}difference/", at="/account/sign-in/", answer="yes")
    assert list(db.session.scalars(sa.select(DifferenceMade.answer))) == ["a-bit"]


def test_easy_read_shows_the_plain_words_with_a_note_until_somebody_writes_easy_ones(
    client: CheckedClient,
) -> None:
    with transaction():
        promise()
    assert "We have no easy words for them yet." in client.get(f"{BOARD}quiet-rooms/?easy=yes").text
