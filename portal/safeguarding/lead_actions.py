"""What a lead does with an alert: see it, act, pass it on, close it, release it, take it up again."""

from dataclasses import dataclass
from datetime import datetime

from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.safeguarding.actions import lock_note
from portal.safeguarding.models import LONGEST_NOTE, MOVES, OPEN, Alert, AlertState, AlertStep

OVERTAKEN = "Somebody else changed this alert while you had it open. Nothing of yours was saved yet."
ACTS = {
    AlertState.ACTING: "acted on alert",
    AlertState.PASSED_ON: "passed alert on",
    AlertState.CLOSED: "closed alert",
    AlertState.RELEASED: "released alert",
}


@dataclass(frozen=True)
class PassedOn:
    """Where an alert went, when, and under which reference (which may be empty)."""

    to: str
    at: datetime
    reference: str = ""


def mark_seen(*, alert: Alert, by: int, at: datetime) -> None:
    """A lead has opened it: the first to do so is kept. A page that is read afterwards changes nothing."""
    if alert.state == AlertState.NEW:
        alert.state, alert.seen_by, alert.seen_at = AlertState.SEEN, by, at


def move(
    *,
    alert: Alert,
    to: AlertState,
    note: str,
    by: int,
    at: datetime,
    passed: PassedOn | None = None,
    seen_version: int | None = None,
) -> None:
    """Take an alert to another stage, with a note for the record.

    `seen_version`: the version that the lead's page showed. Refuses (409) what another lead has
    overtaken and a move that its stage does not allow, and (422) a missing note or place.
    """
    if seen_version is not None:
        refuse_overtaken(alert, seen_version)
    if to not in MOVES[alert.state]:
        raise RuleBroken("This cannot be done with the alert as it stands now.")
    _check(to, note, passed, at)
    step = AlertStep(state=to, by=by, at=at, note_locked=lock_note(note.strip()))
    if to == AlertState.PASSED_ON and passed is not None:
        step.passed_to, step.passed_at = passed.to.strip(), passed.at
        step.reference = passed.reference.strip() or None
    alert.steps.append(step)
    if alert.state == AlertState.NEW:
        alert.seen_by, alert.seen_at = by, at
    alert.state = to
    alert.decided_by, alert.decided_at = (None, None) if to in OPEN else (by, at)
    alert.version += 1
    db.session.flush()
    audit.record(act=ACTS[to], by=by, area=alert.area_id, at=at, subject=("alert", alert.id))


def refuse_overtaken(alert: Alert, seen_version: int) -> None:
    """Refuse (409) a page that was made before another lead, or new words, changed the alert."""
    if seen_version != alert.version:
        raise RuleBroken(OVERTAKEN)


def _check(to: AlertState, note: str, passed: PassedOn | None, at: datetime) -> None:
    if not note.strip():
        raise RuleBroken("Write a short note to say why.", field="note", status=422)
    if len(note) > LONGEST_NOTE:
        raise RuleBroken("Keep the note under 2,000 letters.", field="note", status=422)
    if to != AlertState.PASSED_ON:
        return
    if passed is None or not passed.to.strip():
        raise RuleBroken("Say where you passed it on to.", field="passed_to", status=422)
    if passed.at > at:
        raise RuleBroken("This time has not come yet.", field="passed_at", status=422)
