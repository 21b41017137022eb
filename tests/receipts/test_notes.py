"""Notes from staff to a sender and the one answer back, without any address."""

from typing import Any

import pytest

from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.stamps import stamp_of
from portal.receipts.models import Note
from portal.safeguarding.models import Alert
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.receipts.holding import (
    MINE,
    PAGE,
    item_saying,
    note_from_staff,
    number_in,
    page,
    send,
)
from tests.saying import said
from tests.signing_in import sign_in

LIST = "/liverpool/staff/feedback/"
NOTE = "Thank you. Which day is best for you?"


def officer_of(client: CheckedClient) -> CheckedClient:
    """An officer's browser beside the family's."""
    officer = CheckedClient(client.application)
    sign_in(officer, "officer")
    return officer


def leave(officer: CheckedClient, item_id: int, words: str, **more: Any) -> int:
    """Send the note's form; the status."""
    path = f"{LIST}{item_id}/"
    stamp = stamp_of(db.session.get_one(FeedbackItem, item_id))
    return int(officer.send(f"{path}note/", at=path, words=words, stamp=stamp, **more).status_code)


def test_a_note_goes_there_and_one_answer_comes_back(client: CheckedClient) -> None:
    send(client)
    officer = officer_of(client)
    item_id = item_saying(MINE).id
    assert leave(officer, item_id, NOTE) == 303
    assert NOTE in page(client)
    number = number_in(page(client), "answer")
    assert client.send(f"{PAGE}answer/{number}/", at=PAGE, words="Monday <b>please</b>").status_code == 303
    assert "Monday &lt;b&gt;please&lt;/b&gt;" in page(client)
    answer = item_saying("Monday <b>please</b>")
    assert (answer.state, answer.record_key) == (ItemState.SENT, item_saying(MINE).record_key)
    assert "They answered:" in officer.get(f"{LIST}{item_id}/").text
    assert NOTE in officer.get(f"{LIST}{answer.id}/").text


def test_a_note_is_answered_once(client: CheckedClient) -> None:
    send(client)
    number = note_from_staff(MINE, NOTE)
    for _turn in range(2):
        assert client.send(f"{PAGE}answer/{number}/", at=PAGE, words="Monday").status_code == 303
    assert db.session.query(FeedbackItem).filter_by(words="Monday").count() == 1


@pytest.mark.parametrize(("words", "status"), [("", 422), ("a" * 2001, 422), ("a\x00b", 303)])
def test_an_answer_is_checked_and_what_was_typed_stays(
    client: CheckedClient, words: str, status: int
) -> None:
    send(client)
    number = note_from_staff(MINE, NOTE)
    response = client.send(f"{PAGE}answer/{number}/", at=PAGE, words=words)
    assert response.status_code == status
    assert status == 303 or words in response.text


def test_an_answer_is_screened_and_locked_as_all_words_are(client: CheckedClient) -> None:
    send(client)
    officer = officer_of(client)
    number = note_from_staff(MINE, NOTE)
    client.send(f"{PAGE}answer/{number}/", at=PAGE, words="My uncle hits me.")
    assert db.session.query(Alert).count() == 1
    assert "We have it. We have not read it yet." in page(client)
    assert "uncle" not in officer.get(f"{LIST}{item_saying(MINE).id}/").text


@pytest.mark.parametrize(
    "words",
    [
        "",
        "See https://example.org",
        "Look at www.example.org",
        "Go to bit.ly/abc",
        "Write to a@b.uk",
        "a" * 601,
    ],
)
def test_a_note_carries_no_link_and_is_short(client: CheckedClient, words: str) -> None:
    send(client)
    assert leave(officer_of(client), item_saying(MINE).id, words) == 422
    assert db.session.query(Note).count() == 0


def test_hard_words_are_pointed_out_and_may_stay(client: CheckedClient) -> None:
    send(client)
    officer = officer_of(client)
    hard = "The EHCP coordinator will facilitate multidisciplinary communication opportunities."
    item_id = item_saying(MINE).id
    assert leave(officer, item_id, hard) == 422
    assert leave(officer, item_id, hard, anyway="1") == 303


def test_a_sender_without_a_code_cannot_be_written_to(client: CheckedClient) -> None:
    item_id = said("On paper.")
    officer = officer_of(client)
    assert "no code" in officer.get(f"{LIST}{item_id}/").text
    assert leave(officer, item_id, NOTE) == 409


def test_a_note_is_audited_without_its_words_and_an_answer_is_not(client: CheckedClient) -> None:
    send(client)
    officer = officer_of(client)
    assert leave(officer, item_saying(MINE).id, NOTE) == 303
    before = db.session.query(AuditEntry).count()
    entry = db.session.query(AuditEntry).filter_by(act="left a note for a sender").one()
    assert NOTE not in str(entry.details)
    client.send(f"{PAGE}answer/{number_in(page(client), 'answer')}/", at=PAGE, words="Monday")
    assert db.session.query(AuditEntry).count() == before


def test_nobody_answers_a_note_to_somebody_else(client: CheckedClient) -> None:
    send(client)
    number = note_from_staff(MINE, NOTE)
    stranger = CheckedClient(client.application)
    send(stranger, "Other words.")
    assert stranger.send(f"{PAGE}answer/{number}/", at=PAGE, words="Hello").status_code == 404


def test_taking_words_back_takes_notes_and_answers_too(client: CheckedClient) -> None:
    send(client)
    number = note_from_staff(MINE, NOTE)
    client.send(f"{PAGE}answer/{number}/", at=PAGE, words="Monday")
    with transaction():
        take_back(response=db.session.query(Response).one())
    assert db.session.query(FeedbackItem).count() == 0
    assert db.session.query(Note).count() == 0


def test_the_moment_is_the_staff_s_only(client: CheckedClient) -> None:
    send(client)
    number = note_from_staff(MINE, NOTE)
    client.send(f"{PAGE}answer/{number}/", at=PAGE, words="Monday")
    assert item_saying("Monday").received_on == clock.today()
