"""Every write of invitations: a link shown once, with which a person joins or sets a new password."""

from datetime import datetime

from portal.accounts import links, queries
from portal.accounts.actions import give, sign_out_everywhere
from portal.accounts.invitation_mail import post_invitation, take_back_mail
from portal.accounts.models import Invitation, Person
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import audit, emails
from portal.core.db import db
from portal.core.errors import RuleBroken

CLOSED_LINK = "This link does not work any more. Ask your area’s admin for a new one."


def invite(*, area: Area, email: str, role: Role, by: int | None, at: datetime) -> tuple[Invitation, str]:
    """Invite an address (as emails.one_spelling gives it) to a role; returns also the link's token.

    The token is not kept: who loses it takes the invitation back and makes another. Refuses who
    works here already, and a second open invitation for the same address.
    """
    person = queries.person_by_email(email)
    if person is not None and person.held_in(area):
        raise RuleBroken(
            "%(name)s works here already. Change their roles on their page.", "email", name=person.name
        )
    if any(open_one.email == email for open_one in queries.open_invitations(area, at=at)):
        raise RuleBroken("There is an open invitation for this address. Take it back first.", "email")
    invitation, token = _new_invitation(area, email, by, at)
    invitation.role = role
    _add(invitation)
    audit.record(
        act="invited a person", by=by, area=area.id, at=at, subject=("invitation", invitation.id), role=role
    )
    post_invitation(invitation=invitation, area=area, token=token, at=at)
    return invitation, token


def make_password_link(
    *, area: Area, person: Person, by: int | None, at: datetime
) -> tuple[Invitation, str]:
    """A link with which a person of this area sets a new password; returns also its token.

    An admin may not open the door to another area, so an account with roles elsewhere needs the
    command line (`by` None).
    """
    if not person.held_in(area):
        raise RuleBroken("They do not work here any more. Invite them again.")
    if by is not None and _opens_another_area(person, area):
        raise RuleBroken(
            "This account also opens another area. Ask the people who run the portal for a new link."
        )
    invitation, token = _new_invitation(area, person.email, by, at)
    invitation.person_id = person.id
    _add(invitation)
    audit.record(
        act="made a link for a new password",
        by=by,
        area=area.id,
        at=at,
        subject=("person", person.id),
        name=person.name,
    )
    return invitation, token


def invite_from_outside(*, area_slug: str, email: str, role: Role, at: datetime) -> tuple[Invitation, str]:
    """Invite from the command line, by nobody: how an area gets its first admin."""
    area = area_by_slug(area_slug)
    if area is None:
        raise RuleBroken("There is no area “%(area)s”.", area=area_slug)
    address = emails.one_spelling(email)
    if address is None:
        raise RuleBroken("“%(email)s” is not an email address.", email=email)
    return invite(area=area, email=address, role=role, by=None, at=at)


def password_link_from_outside(*, email: str, at: datetime) -> tuple[Invitation, str]:
    """A link for a new password from the command line, for a person of any number of areas."""
    person = queries.person_by_email(emails.one_spelling(email) or "")
    areas = queries.areas_of(person.id) if person else []
    if person is None or not areas:
        raise RuleBroken("Nobody with the address “%(email)s” works here.", email=email)
    return make_password_link(area=areas[0], person=person, by=None, at=at)


def _opens_another_area(person: Person, area: Area) -> bool:
    return any(m.is_held and m.area_id != area.id for m in person.memberships)


def _new_invitation(area: Area, email: str, by: int | None, at: datetime) -> tuple[Invitation, str]:
    token = links.new_token()
    invitation = Invitation(
        area_id=area.id,
        email=email,
        link_hash=links.hash_of(token),
        invited_by=by,
        invited_at=at,
        ends_at=at + links.LIFE,
    )
    return invitation, token


def take_back(*, invitation_id: int, area: Area, by: int, at: datetime) -> None:
    """Make a link useless before anyone has used it."""
    invitation = queries.held_invitation(invitation_id)
    if invitation is None or invitation.area_id != area.id or not invitation.is_open(at):
        raise RuleBroken("This invitation is not open any more.")
    invitation.taken_back_at, invitation.taken_back_by = at, by
    take_back_mail(invitation=invitation)
    audit.record(
        act="took an invitation back", by=by, area=area.id, at=at, subject=("invitation", invitation.id)
    )


def join(*, invitation_id: int, name: str, password_hash: str, at: datetime) -> Person:
    """Use an invitation and begin an account, or begin an ended one again.

    Refuses a link that is used, taken back or too old, and an address with a living account: that
    one joins with its own password, or whoever holds a link could take the account over.
    """
    invitation = _open_invitation(invitation_id, at)
    person = queries.person_by_email(invitation.email)
    if person is None:
        person = Person(email=invitation.email)
    elif not person.has_ended:
        raise RuleBroken("This address has an account now. Load the page again.", "password")
    person.name, person.password_hash = name, password_hash
    person.ended_at = person.ended_by = None
    _add(person)
    _use(invitation, person, at)
    return person


def join_with_account(*, invitation_id: int, person_id: int, at: datetime) -> Person:
    """Use an invitation for a person whose own password has just been checked."""
    invitation = _open_invitation(invitation_id, at)
    person = queries.person_by_id(person_id)
    if person is None or person.has_ended or person.email != invitation.email:
        raise RuleBroken(CLOSED_LINK, status=410)
    _use(invitation, person, at)
    return person


def set_password_by_link(*, invitation_id: int, password_hash: str, at: datetime) -> Person:
    """Use a link for a new password; every device of the person is signed out.

    Asks again what `make_password_link` asked: a role in another area may have come since.
    """
    invitation = _open_invitation(invitation_id, at)
    area, person = invitation.area, queries.person_by_id(invitation.person_id or 0)
    if person is None or person.has_ended or not person.held_in(area):
        raise RuleBroken(CLOSED_LINK, status=410)
    if invitation.invited_by is not None and _opens_another_area(person, area):
        raise RuleBroken(CLOSED_LINK, status=410)
    person.password_hash = password_hash
    sign_out_everywhere(person=person)
    _mark_used(invitation, person, at)
    audit.record(
        act="set a new password by link",
        by=person.id,
        area=invitation.area_id,
        at=at,
        subject=("person", person.id),
    )
    return person


def _open_invitation(invitation_id: int, at: datetime) -> Invitation:
    invitation = queries.held_invitation(invitation_id)
    if invitation is None or not invitation.is_open(at):
        raise RuleBroken(CLOSED_LINK, status=410)
    return invitation


def _use(invitation: Invitation, person: Person, at: datetime) -> None:
    role = invitation.role
    if role is None or role in person.roles_in(invitation.area):
        raise RuleBroken("You hold this role already.")
    _mark_used(invitation, person, at)
    give(area=invitation.area, person=person, role=Role(role), by=invitation.invited_by, at=at)
    audit.record(
        act="joined by invitation",
        by=person.id,
        area=invitation.area_id,
        at=at,
        subject=("person", person.id),
        name=person.name,
        role=role,
    )


def _mark_used(invitation: Invitation, person: Person, at: datetime) -> None:
    invitation.used_at, invitation.used_by = at, person.id
    db.session.flush()


def _add(row: Person | Invitation) -> None:
    db.session.add(row)
    db.session.flush()
