"""The e-mail that brings an invitation; the link is shown on the screen as well."""

from datetime import datetime
from pathlib import Path

from portal.accounts import links, queries
from portal.accounts.models import Invitation
from portal.areas.models import Area
from portal.core.deployment import site_url
from portal.core.outbox.actions import post, take_back
from portal.core.outbox.wording import words_of

WORDS = Path(__file__).parent / "data" / "emails.yaml"
KIND = "staff-invitation"
THE_PORTAL = "the team that runs the portal"


def post_invitation(*, invitation: Invitation, area: Area, token: str, at: datetime) -> None:
    """Queue the e-mail with the link of a new invitation to a role."""
    inviter = queries.person_by_id(invitation.invited_by) if invitation.invited_by else None
    name = inviter.name if inviter else THE_PORTAL[0].upper() + THE_PORTAL[1:]
    subject, body = words_of(
        WORDS,
        KIND,
        area=area.name,
        inviter=name,
        site=site_url(),
        role=str(invitation.role),
        days=str(links.LIFE.days),
        link=f"{site_url()}/account/invitation/{token}/",
        contact=area.settings.contact_email or (inviter.email if inviter else THE_PORTAL),
    )
    post(
        to=invitation.email,
        kind=KIND,
        subject=subject,
        body=body,
        once_key=_once_key(invitation),
        area=area.id,
        at=at,
        for_staff=True,
    )


def take_back_mail(*, invitation: Invitation) -> None:
    """An invitation taken back needs no e-mail, where it has not left yet."""
    take_back(once_key=_once_key(invitation))


def _once_key(invitation: Invitation) -> str:
    return f"{KIND} {invitation.link_hash}"
