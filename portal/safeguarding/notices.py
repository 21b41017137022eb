"""Tells the safeguarding leads by e-mail that something waits, without one word of the family."""

from datetime import datetime
from pathlib import Path

from portal.accounts.queries import people_who_may
from portal.areas.models import Area
from portal.core import clock
from portal.core.deployment import site_url
from portal.core.outbox.actions import post
from portal.core.outbox.wording import words_of
from portal.core.permissions import Permission
from portal.safeguarding.models import Alert

WORDS = Path(__file__).parent / "data" / "emails.yaml"
KIND = "safeguarding-alert"


def tell_leads(*, alert: Alert, area: Area, at: datetime) -> None:
    """Queue one notice to each lead of the area; the same turn of an alert (`at`) only once."""
    local = clock.local(at)
    subject, body = words_of(
        WORDS,
        KIND,
        area=area.name,
        level=str(alert.level),
        time=f"{local.day} {local:%B %Y, %H:%M}",
        link=f"{site_url()}/{area.slug}/staff/safeguarding/",
    )
    for lead in people_who_may(Permission.ACT_ON_ALERTS, area):
        post(
            to=lead.email,
            kind=KIND,
            subject=subject,
            body=body,
            once_key=f"{KIND} {alert.id} {alert.level} {at.isoformat()} {lead.id}",
            area=area.id,
            at=at,
            for_staff=True,
        )
