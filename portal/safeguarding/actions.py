"""Every write of safeguarding: screen words, release or close an alert, keep a wish to be called."""

from dataclasses import dataclass
from datetime import datetime

from portal.areas.models import Area
from portal.core import audit, clock, keys
from portal.core.db import db, insert_once, random_id
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.safeguarding.models import Alert, AlertState, CallBack
from portal.safeguarding.notices import tell_leads
from portal.safeguarding.queries import alert_on, call_back_of_sender
from portal.safeguarding.screening import screen, shipped_word_list

DECIDED = frozenset({AlertState.RELEASED, AlertState.CLOSED})
BETWEEN_COPIES = "\n\n* * *\n\n"
MOST_LATER_COPIES = 8


@dataclass(frozen=True)
class Sender:
    """Who sent it, known only as the row it came with: its kind and random id."""

    kind: str
    id: int


def screen_words(*, area: Area, words: str, subject_id: int, sender: Sender, at: datetime) -> Alert | None:
    """Raise an alert when the area's word list finds something; refuse, delete, answer nothing.

    The same subject keeps one alert: going back and writing more raises its level, never lowers it,
    and adds to its copy of the words. Nothing on the sender's screen differs (rules.md, safeguarding).
    """
    found = screen(words, shipped_word_list())
    if found.level == 0:
        return None
    alert = alert_on(subject_id)
    if alert is None:
        alert = _raise_alert(area, subject_id, sender, at)
    elif alert.state in DECIDED and words in _copies(alert):
        return alert  # the lead has decided on these very words
    is_news = found.level > alert.level or alert.state != AlertState.NEW
    alert.state = AlertState.NEW
    alert.level = max(found.level, alert.level)
    alert.kinds = sorted({match.kind for match in found.matches} | set(alert.kinds))
    alert.outcome, alert.decided_by, alert.decided_at = None, None, None
    _keep_copy(alert, words)
    db.session.flush()
    # level 1 only lies before the lead's eyes (rules.md, the life of a sentence)
    if is_news and alert.is_locking:
        tell_leads(alert=alert, area=area, at=at)
    return alert


def _raise_alert(area: Area, subject_id: int, sender: Sender, at: datetime) -> Alert:
    """The one alert on this subject: of two tabs at the same moment, both write into the same one."""
    values = {
        "area_id": area.id,
        "subject_id": subject_id,
        "level": 0,
        "kinds": [],
        "locked_words": "",
        "sender_hash": sender_hash(sender),
        "state": AlertState.NEW,
        "raised_at": at,
    }
    insert_once(Alert, values, "subject_id")
    alert = alert_on(subject_id)
    assert alert is not None  # noqa: S101 it was there, or it is now
    return alert


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


def decide(*, alert: Alert, release: bool, outcome: str, by: int, at: datetime) -> None:
    """The lead has looked: release (no worry, visible again) or close (real, stays locked).

    Refuses a second decision and one without a written outcome.
    """
    if alert.state in DECIDED:
        raise RuleBroken("Someone has decided this already.")
    if not outcome.strip():
        raise RuleBroken("Write a short note to say why.", field="outcome", status=422)
    alert.state = AlertState.RELEASED if release else AlertState.CLOSED
    alert.outcome, alert.decided_by, alert.decided_at = outcome.strip(), by, at
    _audit("released alert" if release else "closed alert", alert.area_id, "alert", alert.id, by, at)


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
