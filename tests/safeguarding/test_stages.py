"""Every role, every stage, every act: only the lead moves an alert, and only where the stages allow."""

from datetime import timedelta
from itertools import product

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.feedback.queries import locked_ids
from portal.safeguarding.actions import note_of
from portal.safeguarding.lead_actions import PassedOn, mark_seen, move
from portal.safeguarding.models import MOVES, Alert, AlertState
from tests.checked_client import CheckedClient
from tests.saying import said
from tests.signing_in import sign_in

WORDS = "My uncle hits me."
LIST = "/liverpool/staff/safeguarding/"
BEFORE = {
    AlertState.NEW: [],
    AlertState.SEEN: [],
    AlertState.ACTING: [AlertState.ACTING],
    AlertState.PASSED_ON: [AlertState.PASSED_ON],
    AlertState.CLOSED: [AlertState.CLOSED],
    AlertState.RELEASED: [AlertState.RELEASED],
}
ACTS = sorted(set(AlertState) - {AlertState.NEW, AlertState.SEEN})


def alert() -> Alert:
    """The one alert as it stands now."""
    db.session.expire_all()
    return db.session.query(Alert).one()


def bring_to(state: AlertState) -> int:
    """Worrying words whose alert stands at this stage; returns the item's id."""
    number = said(WORDS)
    with transaction():
        if state == AlertState.SEEN:
            mark_seen(alert=alert(), by=1, at=clock.now())
        for to in BEFORE[state]:
            passed = PassedOn("The front door", clock.now())
            move(alert=alert(), to=to, note="A note.", by=1, at=clock.now(), passed=passed)
    return number


def test_the_table_of_moves_names_every_stage() -> None:
    assert set(MOVES) == set(AlertState)
    assert AlertState.NEW not in {to for reached in MOVES.values() for to in reached}


@pytest.mark.parametrize(("state", "to"), list(product(AlertState, ACTS)))
def test_the_lead_moves_an_alert_only_where_its_stage_allows(
    client: CheckedClient, state: AlertState, to: AlertState
) -> None:
    number = bring_to(state)
    sign_in(client, "safeguarding lead")
    path = f"{LIST}alerts/{alert().id}/"
    offered = client.get(path).text
    assert (f'value="{to}"' in offered) is (to in MOVES[state])
    page = client.send(path, to=to, note="A note.", passed_to="The police", version=str(alert().version))
    if to in MOVES[state]:
        assert page.status_code == 303
        assert alert().state == to
        assert locked_ids([number]) == (set() if to == AlertState.RELEASED else {number})
    else:
        assert page.status_code == 422
        assert alert().state == (AlertState.SEEN if state == AlertState.NEW else state)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SAFEGUARDING_LEAD}))
def test_nobody_else_moves_any_alert(client: CheckedClient, role: Role) -> None:
    bring_to(AlertState.NEW)
    sign_in(client, role)
    token = client.token("/liverpool/staff/")
    for state in AlertState:
        with transaction():
            alert().state = state
        for to in ACTS:
            data = {"csrf_token": token, "to": to, "note": "x", "passed_to": "x", "version": "1"}
            assert client.post(f"{LIST}alerts/{alert().id}/", data=data).status_code == 403
        assert alert().state == state
    assert db.session.query(AuditEntry).filter_by(act="opened alert").count() == 0


def test_where_an_alert_was_passed_on_is_kept_with_time_and_reference(client: CheckedClient) -> None:
    bring_to(AlertState.NEW)
    sign_in(client, "safeguarding lead")
    path = f"{LIST}alerts/{alert().id}/"
    sent = {"to": "passed on", "note": "Rang.", "version": str(alert().version)}
    assert "Say where you passed it on to." in client.send(path, **sent).text
    wrong = client.send(path, **sent, passed_to="The front door", passed_at="2999-01-01T10:00").text
    assert "This time has not come yet." in wrong
    assert "The front door" in wrong
    client.send(path, **sent, passed_to="The front door", passed_at="2026-07-01T09:30", reference="LCS 12")
    step = alert().steps[-1]
    assert (step.passed_to, step.reference, note_of(step)) == ("The front door", "LCS 12", "Rang.")
    assert step.passed_at is not None
    # half past nine on the clocks of a summer's day
    assert step.passed_at.hour == 8
    page = client.get(path).text
    assert "Reference: LCS 12" in page
    assert "9.30" in page or "9:30" in page or "09:30" in page


def test_what_was_ended_can_be_taken_up_again_and_locks_again(client: CheckedClient) -> None:
    number = bring_to(AlertState.RELEASED)
    assert locked_ids([number]) == set()
    with transaction():
        move(alert=alert(), to=AlertState.ACTING, note="I pressed the wrong one.", by=1, at=clock.now())
    assert locked_ids([number]) == {number}
    assert (alert().decided_by, alert().decided_at) == (None, None)
    assert client.get("/liverpool/").status_code == 200


def test_of_two_leads_at_once_the_second_is_told(app: flask.Flask) -> None:
    bring_to(AlertState.NEW)
    seen = alert().version
    with transaction():
        move(alert=alert(), to=AlertState.CLOSED, note="One.", by=1, at=clock.now(), seen_version=seen)
    with transaction(), pytest.raises(RuleBroken, match="Somebody else changed this alert"):
        move(alert=alert(), to=AlertState.RELEASED, note="Two.", by=2, at=clock.now(), seen_version=seen)
    assert alert().state == AlertState.CLOSED


def test_the_history_tells_what_happened_in_the_order_in_which_it_did(client: CheckedClient) -> None:
    bring_to(AlertState.SEEN)
    later = clock.now() + timedelta(minutes=1)
    with transaction():
        move(alert=alert(), to=AlertState.ACTING, note="I rang.", by=1, at=later)
    sign_in(client, Role.SAFEGUARDING_LEAD)
    told = client.get(f"{LIST}alerts/{alert().id}/").text
    found = [
        told.index(words) for words in ("The list of words found something", "First opened", "I rang.")
    ]
    assert found == sorted(found)
