"""Raise an alert, by the list of words or by a worried colleague; keep a wish to be called."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.areas.models import Area
from portal.core import audit, clock, keys
from portal.core.db import db, insert_once, random_id
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.safeguarding.models import LOCKING_LEVEL, LONGEST_NOTE, Alert, AlertState, AlertStep, CallBack
from portal.safeguarding.notices import tell_leads
from portal.safeguarding.queries import alert_to_change, call_back_of_sender, open_drill
from portal.safeguarding.word_lists import word_list_of

BETWEEN_COPIES = "\n\n* * *\n\n"
MOST_LATER_COPIES = 8
DRILL = "This is a drill. It is made up, and nobody is hurt. Act as you would."
DRILL_LEVEL = 3


@dataclass(frozen=True)
class Sender:
    """Who sent it, known only as the row it came with: its kind and random id."""

    kind: str
    id: int


def screen_words(*, area: Area, words: str, subject_id: int, sender: Sender, at: datetime) -> Alert | None:
    """Raise an alert when the area's word list finds something; refuse, delete, answer nothing.

    The same subject keeps one alert: going back and writing more raises its level, never lowers it,
    adds to its copy of the words, and leaves what the lead wrote before. Nothing on the sender's screen
    differs (rules.md, safeguarding).
    """
    found = word_list_of(area).screen(words)
    if found.level == 0:
        return None
    alert = alert_to_change(subject_id)
    if alert is not None and words in _copies(alert) and found.level <= alert.level:
        return alert  # these very words are before the lead, or were
    kinds = {match.kind for match in found.matches}
    return _raise(area, subject_id, words, Cause(sender, found.level, kinds), at)


def raise_by_staff(
    *,
    area: Area,
    words: str,
    subject_id: int,
    sender: Sender | None,
    why: str,
    now: bool,
    by: int,
    at: datetime,
) -> Alert:
    """A member of staff is worried about these words: they are locked at once, and the leads are told.

    `sender` None: nobody can say who sent them. `why` may be empty; only the lead reads it. `now`:
    somebody may be in danger today (level 3, else 2). What a lead has decided before opens again.
    """
    if len(why) > LONGEST_NOTE:
        raise RuleBroken("Keep the note under 2,000 letters.", field="why", status=422)
    cause = Cause(sender, 3 if now else LOCKING_LEVEL, set(), by, why.strip())
    alert = _raise(area, subject_id, words, cause, at)
    _audit("raised an alert", area.id, "alert", alert.id, by, at)
    return alert


@dataclass(frozen=True)
class Cause:
    """Why an alert is raised: what the list found, or a person (`by`) with what they wrote."""

    sender: Sender | None
    level: int
    kinds: set[str]
    by: int | None = None
    why: str = ""


def _raise(area: Area, subject_id: int, words: str, cause: Cause, at: datetime) -> Alert:
    """Open the one alert on this subject, or open it again; tell the leads what is news."""
    insert_once(Alert, _first_values(area, subject_id, cause, at), "subject_id")
    alert = alert_to_change(subject_id)
    assert alert is not None  # noqa: S101 it was there, or it is now
    is_news = cause.level > alert.level or alert.state != AlertState.NEW
    if is_news or cause.by is not None:
        step = AlertStep(state=AlertState.NEW, by=cause.by, at=at, note_locked=lock_note(cause.why))
        alert.steps.append(step)
    if is_news:
        alert.state, alert.since, alert.late_told_at = AlertState.NEW, at, None
        alert.seen_by, alert.seen_at, alert.decided_by, alert.decided_at = None, None, None, None
    alert.level = max(cause.level, alert.level)
    alert.kinds = sorted(cause.kinds | set(alert.kinds))
    alert.version += 1
    _keep_copy(alert, words)
    db.session.flush()
    # level 1 only lies before the lead's eyes (rules.md, the life of a sentence)
    if is_news and alert.is_locking:
        tell_leads(alert=alert, area=area, at=at)
    return alert


def _first_values(area: Area, subject_id: int, cause: Cause, at: datetime) -> dict[str, Any]:
    """A row that says nothing yet; of two tabs at the same moment, both write into the same one."""
    return {
        "area_id": area.id,
        "subject_id": subject_id,
        "level": 0,
        "kinds": [],
        "locked_words": "",
        "sender_hash": sender_hash(cause.sender or Sender("unknown", subject_id)),
        "state": AlertState.NEW,
        "raised_at": at,
        "raised_by": cause.by,
        "since": at,
        "version": 0,
    }


def _keep_copy(alert: Alert, words: str) -> None:
    """Put these words after the copies from before: what someone took back is what the lead must see."""
    copies = _copies(alert)
    if words not in copies:
        # the first and the latest: going back a hundred times must not fill the database
        copies = [*copies[:1], *copies[1:][-MOST_LATER_COPIES:], words]
    text = BETWEEN_COPIES.join(copies)
    alert.locked_words = keys.encrypt(keys.derive(secret_key(), "alert words"), text)


def _copies(alert: Alert) -> list[str]:
    return words_of(alert).split(BETWEEN_COPIES) if alert.locked_words else []


def words_of(alert: Alert) -> str:
    """The alert's own copy of the words, each version that worried the list, for the lead only."""
    return keys.decrypt(keys.derive(secret_key(), "alert words"), alert.locked_words) or ""


def start_drill(*, area: Area, by: int, at: datetime) -> Alert:
    """A made-up alert of level 3 that goes the way of a real one, marked, to see how long it takes."""
    if open_drill(area) is not None:
        raise RuleBroken("A drill is running. End it first.")
    subject = random_id()
    alert = Alert(**_first_values(area, subject, Cause(None, 0, set(), by), at), is_drill=True)
    db.session.add(alert)
    db.session.flush()
    _raise(area, subject, DRILL, Cause(None, DRILL_LEVEL, set(), by), at)
    _audit("began a drill", area.id, "alert", alert.id, by, at)
    return alert


def lock_note(note: str) -> str | None:
    """What staff wrote about an alert, locked; None for nothing."""
    return keys.encrypt(keys.derive(secret_key(), "alert notes"), note) if note else None


def note_of(step: AlertStep) -> str:
    """What staff wrote, for the lead only."""
    return unlock_note(step.note_locked)


def unlock_note(locked: str | None) -> str:
    """A note of staff again, empty for none."""
    # what was written before notes were locked (migration 0032) stands there as it was
    return keys.decrypt(keys.derive(secret_key(), "alert notes"), locked) or locked if locked else ""


def ask_for_call(*, area: Area, sender: Sender, contact: str, at: datetime) -> CallBack:
    """Keep a wish to be called: encrypted, for the lead only; asking again replaces the contact."""
    if not contact.strip():
        raise RuleBroken("Type a phone number, or leave this out.", field="contact", status=422)
    hashed = sender_hash(sender)
    locked = keys.encrypt(keys.derive(secret_key(), "call-back contact"), contact.strip())
    asked_on = clock.local(at).date()
    values = {"id": random_id(), "area_id": area.id, "sender_hash": hashed, "contact": locked}
    insert_once(CallBack, values | {"asked_on": asked_on}, "sender_hash")
    wish = call_back_of_sender(area, hashed)
    assert wish is not None  # noqa: S101 it was there, or it is now
    wish.contact, wish.asked_on, wish.done_by, wish.done_at = locked, asked_on, None, None
    db.session.flush()
    return wish


def contact_of(wish: CallBack) -> str:
    """The contact left, for the lead only."""
    return keys.decrypt(keys.derive(secret_key(), "call-back contact"), wish.contact) or ""


def finish_call(*, wish: CallBack, by: int, at: datetime) -> None:
    """Someone has called: the contact is removed once used."""
    if wish.done_at is not None:
        raise RuleBroken("Someone has done this already.")
    wish.done_by, wish.done_at, wish.contact = by, at, ""
    _audit("finished call-back", wish.area_id, "call-back", wish.id, by, at)


def sender_hash(sender: Sender) -> str:
    """A keyed hash that joins a sender's alerts and call-back, and nothing else, to each other."""
    return keys.keyed_hash(keys.derive(secret_key(), "senders"), f"{sender.kind} {sender.id}")


def _audit(act: str, area_id: int, kind: str, subject: int, by: int, at: datetime) -> None:
    audit.record(act=act, by=by, area=area_id, at=at, subject=(kind, subject))
