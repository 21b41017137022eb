"""Every write of providers' links: make, revoke, confirm, correct, accept, refuse."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import changed_one, db
from portal.core.deployment import site_url
from portal.core.errors import RuleBroken
from portal.core.outbox.actions import post
from portal.core.outbox.wording import words_of
from portal.local_offer.directory import actions as directory
from portal.local_offer.directory.details import details_of
from portal.local_offer.directory.models import Service
from portal.local_offer.providers.links import LIFE, signed
from portal.local_offer.providers.models import Correction, CorrectionState, ProviderLink

WORDS = Path(__file__).parent / "data" / "emails.yaml"
KIND = "provider-check"
CLOSED = "This link is closed. Ask the team of the Local Offer for a new one."
DECIDED = "Somebody has decided on this correction already."
A_PLACE = {"address", "postcode"}


def make_link(*, area: Area, service: Service, email: str, by: int, at: datetime) -> ProviderLink:
    """A link for the provider of a service, mailed to `email` ("": it is only shown, to print or read out).

    The address of the mail is not kept here. Refuses a service that is off the list.
    """
    if not service.is_shown:
        raise RuleBroken("This service is off the list. Put it back first.")
    link = ProviderLink(
        area_id=area.id,
        service_id=service.id,
        was_mailed=bool(email),
        made_by=by,
        made_at=at,
        expires_on=clock.local(at).date() + LIFE,
        revoked_at=None,
        answered_on=None,
    )
    db.session.add(link)
    db.session.flush()
    if email:
        _post(area, service, link, email, at)
    _record("asked provider", link, by, at)
    return link


def revoke_link(*, link: ProviderLink, by: int, at: datetime) -> None:
    """Nobody can use the link any more; refuses one that is revoked already."""
    if link.revoked_at is not None:
        raise RuleBroken("This link is closed already.")
    link.revoked_at = at
    _record("revoked provider link", link, by, at)


def confirm(*, link: ProviderLink, at: datetime) -> None:
    """The provider says that all of the entry is right; refuses (410) a closed link."""
    _use(link, at)
    directory.confirm_service(service=link.service, by=None, at=at)


def correct(*, link: ProviderLink, values: dict[str, Any], at: datetime) -> Correction | None:
    """What the provider says otherwise waits for an officer, in place of what they sent before.

    Nothing said otherwise confirms the entry (None). Refuses (410) a closed link.
    """
    if not values:
        confirm(link=link, at=at)
        return None
    _use(link, at)
    return propose(service=link.service, values=values, link=link, at=at)


def propose(
    *, service: Service, values: dict[str, Any], link: ProviderLink | None, at: datetime
) -> Correction:
    """A correction that waits for an officer; an older one by the same link is overtaken.

    `link` None: it comes from the champion of the service, of whom there is one.
    """
    older = update(Correction).where(
        Correction.service_id == service.id,
        Correction.link_id == link.id if link else Correction.link_id.is_(None),
        Correction.state == CorrectionState.WAITING,
    )
    db.session.execute(older.values(state=CorrectionState.OVERTAKEN, decided_at=at))
    sent = Correction(
        area_id=service.area_id,
        service_id=service.id,
        link_id=link.id if link else None,
        fields=values,
        state=CorrectionState.WAITING,
        sent_at=at,
        decided_at=None,
        decided_by=None,
    )
    db.session.add(sent)
    db.session.flush()
    audit.record(
        act="provider corrected service" if link else "champion corrected service",
        by=None,
        area=service.area_id,
        at=at,
        subject=("service", service.id),
        fields=sorted(values),
    )
    return sent


def accept(*, correction: Correction, seen_version: int, by: int, at: datetime) -> None:
    """The entry says from now on what the provider said; a point on the map goes with an old address.

    Refuses one that was decided on, and when the service changed since the page was made.
    """
    _decide(correction, CorrectionState.ACCEPTED, by, at)
    service, values = correction.service, dict(correction.fields)
    if A_PLACE & values.keys():
        values |= {"latitude": None, "longitude": None}
    directory.change_service(
        service=service,
        organisation=service.organisation,
        details=replace(details_of(service), **values),
        seen_version=seen_version,
        by=by,
        at=at,
    )


def refuse(*, correction: Correction, by: int, at: datetime) -> None:
    """The entry stays as it is. Refuses one that was decided on."""
    _decide(correction, CorrectionState.REFUSED, by, at)
    audit.record(
        act="refused correction",
        by=by,
        area=correction.area_id,
        at=at,
        subject=("service", correction.service_id),
        fields=sorted(correction.fields),
    )


def _decide(correction: Correction, state: CorrectionState, by: int, at: datetime) -> None:
    waiting = update(Correction).where(
        Correction.id == correction.id, Correction.state == CorrectionState.WAITING
    )
    if not changed_one(waiting.values(state=state, decided_at=at, decided_by=by)):
        raise RuleBroken(DECIDED)
    db.session.refresh(correction)


def _use(link: ProviderLink, at: datetime) -> None:
    today = clock.local(at).date()
    if not link.is_open(today) or not link.service.is_shown:
        raise RuleBroken(CLOSED, status=410)
    link.answered_on = today


def _post(area: Area, service: Service, link: ProviderLink, email: str, at: datetime) -> None:
    subject, body = words_of(
        WORDS,
        KIND,
        area=area.name,
        service=service.name,
        days=str(LIFE.days),
        link=address_of(area, link),
        contact=area.settings.contact_email or area.partnership,
    )
    once = f"{KIND} {link.id}"
    post(to=email, kind=KIND, subject=subject, body=body, once_key=once, area=area.id, at=at)


def address_of(area: Area, link: ProviderLink) -> str:
    """The whole address of a link, as it is mailed and printed."""
    return f"{site_url()}/{area.slug}/local-offer/entry/{signed(area.slug, link.id)}/"


def _record(act: str, link: ProviderLink, by: int | None, at: datetime) -> None:
    db.session.flush()
    subject = ("service", link.service_id)
    audit.record(act=act, by=by, area=link.area_id, at=at, subject=subject, link=link.id)
