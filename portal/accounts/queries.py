"""Every read of people, roles, sign-ins and invitations."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select

from portal.accounts.models import LONGEST_SIGN_IN, Invitation, Membership, Person, SignIn
from portal.accounts.roles import MANAGERS, Role, allows
from portal.areas.models import Area
from portal.core.db import db
from portal.core.permissions import Permission


def person_by_id(person_id: int) -> Person | None:
    """One person with their roles."""
    return db.session.get(Person, person_id)


def person_by_email(email: str) -> Person | None:
    """The person with this address (as emails.one_spelling gives it), ended accounts too."""
    return db.session.scalar(select(Person).where(Person.email == email))


def person_signed_in(sign_in_id: int, *, at: datetime) -> Person | None:
    """Who is signed in under this id; None when the sign-in is over or the account has ended."""
    rows = select(Person).join(SignIn, SignIn.person_id == Person.id)
    return db.session.scalar(
        rows.where(
            SignIn.id == sign_in_id,
            SignIn.started_at > at - LONGEST_SIGN_IN,
            Person.ended_at.is_(None),
        )
    )


def areas_of(person_id: int) -> list[Area]:
    """The areas in which the person holds a role now, by name."""
    held = select(Membership.area_id).where(
        Membership.person_id == person_id, Membership.ended_at.is_(None)
    )
    return list(db.session.scalars(select(Area).where(Area.id.in_(held)).order_by(Area.name, Area.id)))


def people_in(area: Area) -> list[Person]:
    """Everyone who holds a role in the area now, by name."""
    here = select(Membership.person_id).where(Membership.area_id == area.id, Membership.ended_at.is_(None))
    return _people(here)


def people_who_may(permission: Permission, area: Area) -> list[Person]:
    """Everyone who may do this in the area now, by name."""
    roles = [role for role in Role if allows(role, permission)]
    rows = select(Membership.person_id).where(Membership.area_id == area.id, Membership.ended_at.is_(None))
    return _people(rows.where(Membership.role.in_(roles)))


def past_people_in(area: Area) -> list[Person]:
    """Everyone who held a role in the area once and holds none now, by name."""
    ever = select(Membership.person_id).where(Membership.area_id == area.id)
    now = ever.where(Membership.ended_at.is_(None))
    return _people(ever.where(Membership.person_id.not_in(now)))


def _people(ids: Select[int]) -> list[Person]:
    rows = select(Person).where(Person.id.in_(ids)).order_by(func.lower(Person.name), Person.id)
    return list(db.session.scalars(rows))


def person_in(area: Area, person_id: int) -> Person | None:
    """A person who holds or held a role in the area; None for anyone else, so areas stay apart."""
    ever = select(Membership.person_id).where(Membership.area_id == area.id)
    return db.session.scalar(select(Person).where(Person.id == person_id, Person.id.in_(ever)))


def managers_in(area: Area) -> set[int]:
    """The ids of the people who may manage people in the area now."""
    rows = select(Membership.person_id).where(
        Membership.area_id == area.id,
        Membership.ended_at.is_(None),
        Membership.role.in_(MANAGERS),
    )
    return set(db.session.scalars(rows))


def hold_area(area: Area) -> None:
    """Make a second change of the area's people wait for this one (PostgreSQL; SQLite waits anyway)."""
    db.session.execute(select(Area.id).where(Area.id == area.id).with_for_update())


def open_invitations(area: Area, *, at: datetime) -> list[Invitation]:
    """The invitations of an area that can still be used, newest first."""
    rows = select(Invitation).where(
        Invitation.area_id == area.id,
        Invitation.used_at.is_(None),
        Invitation.taken_back_at.is_(None),
        Invitation.ends_at > at,
    )
    return list(db.session.scalars(rows.order_by(Invitation.invited_at.desc(), Invitation.id.desc())))


def invitation_in(area: Area, invitation_id: int) -> Invitation | None:
    """An invitation of this area."""
    rows = select(Invitation).where(Invitation.area_id == area.id, Invitation.id == invitation_id)
    return db.session.scalar(rows)


def held_invitation(invitation_id: int) -> Invitation | None:
    """An invitation read anew, and held until the commit, so that of two users one waits and sees."""
    rows = select(Invitation).where(Invitation.id == invitation_id).with_for_update()
    return db.session.scalar(rows.execution_options(populate_existing=True))


def invitation_by_hash(link_hash: str) -> Invitation | None:
    """The invitation whose link has this hash, open or not."""
    return db.session.scalar(select(Invitation).where(Invitation.link_hash == link_hash))


def names_of(person_ids: Collection[int]) -> dict[int, str]:
    """The names of people by id, ended accounts too."""
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return {row.id: row.name for row in rows}
