"""Tells safeguarding leads by e-mail and text message that something waits: never a word of the family."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import flask

from portal.accounts.models import Person
from portal.accounts.queries import people_who_may
from portal.areas.models import Area
from portal.core import clock, keys
from portal.core.deployment import secret_key, site_url
from portal.core.outbox.actions import post
from portal.core.outbox.wording import words_of
from portal.core.permissions import Permission
from portal.safeguarding.models import Alert
from portal.safeguarding.queries import phones_of, turn_now

WORDS = Path(__file__).parent / "data" / "emails.yaml"
ALERT, LATE, COVER = "safeguarding-alert", "safeguarding-late", "safeguarding-cover"
EVERYBODY_LEVEL = 3


def leads_of(area: Area) -> list[Person]:
    """Everyone who may act on the alerts of an area."""
    return people_who_may(Permission.ACT_ON_ALERTS, area)


def tell_leads(*, alert: Alert, area: Area, at: datetime) -> None:
    """Queue one notice; the same turn of an alert (`at`) only once.

    Level 3 goes to every lead, the rest to the one on duty; where nobody is on duty, to every lead.
    """
    everybody = leads_of(area)
    turn = turn_now(area, at, [lead.id for lead in everybody])
    told = [lead for lead in everybody if turn is None or lead.id == turn.person_id]
    _tell(everybody if alert.level >= EVERYBODY_LEVEL else told, alert, area, at, ALERT)


def tell_stand_ins(*, alert: Alert, area: Area, at: datetime) -> None:
    """Nobody has opened an alert in its time: every lead of the area hears of it."""
    _tell(leads_of(area), alert, area, at, LATE)
    alert.late_told_at = at


def tell_of_cover(*, lead: Person, area: Area, once: str, at: datetime) -> None:
    """Somebody has the duty from now on; what the note says stands on the page only."""
    subject, body = words_of(WORDS, COVER, area=area.name, link=_address(area, "cover/"))
    _post(lead.email, COVER, subject, body, f"{COVER} {once} {lead.id}", area, at)


def _tell(people: Sequence[Person], alert: Alert, area: Area, at: datetime, kind: str) -> None:
    local = clock.local(at)
    known = {
        "area": area.name,
        "level": str(alert.level),
        "time": f"{local.day} {local:%B %Y, %H:%M}",
        "link": _address(area),
        "drill": "Drill: " if alert.is_drill else "",
    }
    subject, body = words_of(WORDS, kind, **known)
    _text_subject, text = words_of(WORDS, f"{kind}-text", **known)
    once = f"{kind} {alert.id} {alert.level} {at.isoformat()}"
    for lead in people:
        _post(lead.email, kind, subject, body, f"{once} {lead.id}", area, at)
    for person_id, phone in _phones(people).items():
        _post(phone, kind, subject, text, f"{once} {person_id} text", area, at)


def _phones(people: Sequence[Person]) -> dict[int, str]:
    """The numbers that can be reached: none where the deployment sends no text messages."""
    if not texts_are_sent():
        return {}
    locked = phones_of([lead.id for lead in people])
    return {person_id: unlocked for person_id, phone in locked.items() if (unlocked := unlock_phone(phone))}


def texts_are_sent() -> bool:
    """Whether this deployment can send text messages: GOV.UK Notify with a template for them."""
    settings = flask.current_app.config["PORTAL"]
    return bool(settings.notify_key and settings.notify_text_template)


def lock_phone(phone: str) -> str:
    """A lead's number, locked."""
    return keys.encrypt(keys.derive(secret_key(), "lead phones"), phone)


def unlock_phone(locked: str) -> str:
    """The number again, for the outbox and for its owner."""
    return keys.decrypt(keys.derive(secret_key(), "lead phones"), locked) or ""


def _address(area: Area, page: str = "") -> str:
    return f"{site_url()}/{area.slug}/staff/safeguarding/{page}"


def _post(to: str, kind: str, subject: str, body: str, once: str, area: Area, at: datetime) -> None:
    post(to=to, kind=kind, subject=subject, body=body, once_key=once, area=area.id, at=at, for_staff=True)
