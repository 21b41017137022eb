"""The two e-mails of "tell me when something changes": the link that confirms, and "it has changed"."""

from datetime import datetime
from pathlib import Path

from portal.areas.models import Area
from portal.core.deployment import site_url
from portal.core.outbox.actions import post
from portal.core.outbox.wording import words_of
from portal.receipts.telling.models import TellMe
from portal.receipts.telling.tokens import Link, token_for

WORDS = Path(__file__).parent.parent / "data" / "emails.yaml"
CONFIRM, CHANGED = "tell-me-confirm", "tell-me-changed"


def post_confirmation(*, one: TellMe, to: str, area: Area, at: datetime) -> None:
    """Queue the link that confirms an address: at most one a day, however often somebody asks."""
    days = area.settings.retention_days["unconfirmed email addresses"]
    link = f"{_pages(area)}/tell-me/yes/{token_for(Link.CONFIRM, area.id, one.id)}/"
    subject, body = words_of(WORDS, CONFIRM, area=area.name, site=site_url(), link=link, days=str(days))
    once_key = f"{CONFIRM} {one.id} {at.date().isoformat()}"
    post(to=to, kind=CONFIRM, subject=subject, body=body, once_key=once_key, area=area.id, at=at)


def post_change(*, one: TellMe, to: str, area: Area, at: datetime) -> None:
    """Queue "something has changed": nothing of what was said, and one press ends these e-mails."""
    stop = f"{_pages(area)}/tell-me/stop/{token_for(Link.STOP, area.id, one.id)}/"
    subject, body = words_of(WORDS, CHANGED, link=f"{_pages(area)}/", stop=stop)
    post(
        to=to,
        kind=CHANGED,
        subject=subject,
        body=body,
        once_key=key_of(one, one.told),
        area=area.id,
        at=at,
        stop_link=stop,
    )


def key_of(one: TellMe, told: int) -> str:
    """What names the n-th notice to an address, so that it is queued once."""
    return f"{CHANGED} {one.id} {told}"


def _pages(area: Area) -> str:
    return f"{site_url()}/{area.slug}/receipt"
