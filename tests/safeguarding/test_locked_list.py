"""The locked list: the lead alone, every view recorded, release or close, and calls that are made."""

import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.feedback.queries import locked_ids
from portal.safeguarding.actions import Sender, ask_for_call, contact_of
from portal.safeguarding.models import Alert, AlertState, CallBack
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.saying import said
from tests.signing_in import sign_in

LIST = "/liverpool/staff/safeguarding/"
WORDS = "My uncle hits me. <b>Please</b> help."
OTHERS = sorted(set(Role) - {Role.SAFEGUARDING_LEAD})


@pytest.fixture
def lead(client: CheckedClient) -> CheckedClient:
    """A browser in which the safeguarding lead of Liverpool is signed in."""
    sign_in(client, "safeguarding lead")
    return client


def alert() -> Alert:
    """The one alert, as it stands now."""
    db.session.expire_all()
    return db.session.query(Alert).one()


def wants_a_call(contact: str = "07700 900123") -> int:
    """Whoever sent the last response wants a call; returns the wish's id."""
    with transaction():
        response = db.session.query(Response).one()
        sender = Sender("survey question", response.id)
        return ask_for_call(
            area=area_called("liverpool"), sender=sender, contact=contact, at=clock.now()
        ).id


def openings() -> int:
    """How often any alert or call-back was opened."""
    acts = ("opened alert", "opened call-back")
    return db.session.query(AuditEntry).filter(AuditEntry.act.in_(acts)).count()


def decide(client: CheckedClient, to: str, note: str = "Spoke to the school.", **more: str) -> str:
    """Send the decision; returns where it leads, or the page that says what is wrong."""
    path = f"{LIST}alerts/{alert().id}/"
    response = client.send(path, to=to, note=note, **{"version": str(alert().version)} | more)
    return response.location or response.text


def test_the_list_shows_that_something_waits_and_none_of_the_words(lead: CheckedClient) -> None:
    said(WORDS)
    text = lead.get(LIST).text
    assert "Look now" in text or "Look today" in text
    assert "uncle" not in text


def test_the_lead_reads_the_words_as_written_and_that_is_recorded_each_time(lead: CheckedClient) -> None:
    said(WORDS)
    path = f"{LIST}alerts/{alert().id}/"
    for times in (1, 2):
        text = lead.get(path).text
        assert "&lt;b&gt;Please&lt;/b&gt; help." in text
        assert db.session.query(AuditEntry).filter_by(act="opened alert").count() == times
    assert "<mark>" in text
    entry = db.session.query(AuditEntry).filter_by(act="opened alert").first()
    assert entry is not None
    assert (entry.subject_id, entry.details) == (alert().id, {})


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_may_open_any_of_it(client: CheckedClient, role: Role) -> None:
    said(WORDS)
    call, number = wants_a_call(), alert().id
    sign_in(client, role)
    for path in ("", "decided/", f"alerts/{number}/", f"calls/{call}/"):
        assert client.get(LIST + path).status_code == 403
    assert openings() == 0


def test_another_areas_lead_cannot_reach_it(client: CheckedClient) -> None:
    said(WORDS)
    call, number = wants_a_call(), alert().id
    sign_in(client, "safeguarding lead", "knowsley")
    assert client.get(f"{LIST}alerts/{number}/").status_code == 403
    there = "/knowsley/staff/safeguarding/"
    assert client.get(f"{there}alerts/{number}/").status_code == 404
    assert client.get(f"{there}calls/{call}/").status_code == 404
    token = client.token(there)
    for path in (f"alerts/{number}/", f"calls/{call}/done/"):
        assert client.post(there + path, data={"csrf_token": token}).status_code == 404
    assert openings() == 0


def test_released_words_are_unlocked(lead: CheckedClient) -> None:
    number = said(WORDS)
    decide(lead, "released")
    assert alert().state == AlertState.RELEASED
    assert locked_ids([number]) == set()
    assert "No alert waits." in lead.get(LIST).text


def test_a_closed_alert_stays_locked_and_says_who_decided(lead: CheckedClient) -> None:
    number = said(WORDS)
    decide(lead, "closed")
    assert alert().state == AlertState.CLOSED
    assert locked_ids([number]) == {number}
    assert "Safeguarding-Lead Liverpool" in lead.get(f"{LIST}decided/").text
    assert "Spoke to the school." in lead.get(f"{LIST}alerts/{alert().id}/").text
    assert "Spoke" not in lead.get(f"{LIST}decided/").text


@pytest.mark.parametrize(
    ("decision", "outcome", "sentence"),
    [
        ("closed", " ", "Write a short note to say why."),
        ("", "A note.", "Choose one."),
        ("bogus", "A note.", "Choose one."),
        ("closed", "x" * 3000, "Keep the note under 2,000 letters."),
    ],
)
def test_a_decision_needs_a_choice_and_a_note(
    lead: CheckedClient, decision: str, outcome: str, sentence: str
) -> None:
    said(WORDS)
    assert sentence in decide(lead, decision, outcome)
    assert alert().state == AlertState.SEEN


def test_a_second_decision_is_told_that_there_is_one(lead: CheckedClient) -> None:
    said(WORDS)
    path = f"{LIST}alerts/{alert().id}/"
    lead.get(path)
    seen = str(alert().version)
    decide(lead, "closed")
    text = decide(lead, "released", "Another view.", version=seen)
    assert "Somebody else changed this alert while you had it open." in text
    assert "Another view." in text
    assert "Spoke to the school." in text
    assert alert().state == AlertState.CLOSED


def test_a_mild_alert_is_shown_and_locks_nothing(lead: CheckedClient) -> None:
    number = said("We are exhausted.")
    assert alert().level == 1
    assert locked_ids([number]) == set()
    assert "These words are not locked." in lead.get(f"{LIST}alerts/{alert().id}/").text


def test_the_alert_keeps_its_own_copy_when_the_words_are_taken_back(lead: CheckedClient) -> None:
    said(WORDS)
    with transaction():
        take_back(response=db.session.query(Response).one())
    assert "My uncle" in lead.get(f"{LIST}alerts/{alert().id}/").text
    assert "hits" not in alert().locked_words


def test_the_same_senders_number_stands_beside_the_words(lead: CheckedClient) -> None:
    said(WORDS)
    page = f"{LIST}alerts/{alert().id}/"
    assert "We may not find this person." in lead.get(page).text
    wants_a_call()
    assert "07700 900123" in lead.get(page).text


def test_a_call_that_was_made_deletes_the_number(lead: CheckedClient) -> None:
    said("More clubs.")
    call = wants_a_call()
    assert "07700" not in lead.get(LIST).text
    assert "07700 900123" in lead.get(f"{LIST}calls/{call}/").text
    assert db.session.query(AuditEntry).filter_by(act="opened call-back").count() == 1
    lead.send(f"{LIST}calls/{call}/done/", at=f"{LIST}calls/{call}/")
    wish = db.session.query(CallBack).one()
    assert (contact_of(wish), wish.contact) == ("", "")
    assert "Nobody waits for a call." in lead.get(LIST).text
    again = lead.post(f"{LIST}calls/{call}/done/", data={"csrf_token": lead.token(LIST)})
    assert "Someone has done this already." in lead.get(again.location).text


def test_a_page_that_is_not_there_is_not_found(lead: CheckedClient) -> None:
    for path in ("alerts/999/", "calls/999/"):
        assert lead.get(LIST + path).status_code == 404
    assert openings() == 0
