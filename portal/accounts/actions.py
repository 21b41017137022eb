"""Every write of people and sign-ins: give and end roles, sign in and out, new passwords."""

from datetime import datetime

from sqlalchemy import delete

from portal.accounts import queries
from portal.accounts.models import LONGEST_SIGN_IN, Membership, Person, SignIn
from portal.accounts.roles import MANAGERS, Role
from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken


def give(*, area: Area, person: Person, role: Role, by: int | None, at: datetime) -> None:
    """Give one role; the caller writes the audit row, which says how it came about.

    The database refuses a role that is held already (unique index).
    """
    person.memberships.append(Membership(area_id=area.id, role=role, given_at=at, given_by=by))
    db.session.flush()


def change_roles(
    *, area: Area, person: Person, seen: frozenset[Role], roles: frozenset[Role], by: int, at: datetime
) -> None:
    """Give the roles that are new and end the ones that are missing; `seen` are those on the page.

    Refuses when another admin was quicker, when no role is left, and what `_keep_managers` refuses.
    """
    queries.hold_area(area)
    db.session.refresh(person)
    before = person.roles_in(area)
    if not before:
        raise RuleBroken("They do not work here any more. Invite them again.", "roles")
    if before != seen:
        raise RuleBroken("Another admin has changed these roles. Load the page again to see them.", "roles")
    if not roles:
        raise RuleBroken("Choose at least one role. To end them all, use “End their work here”.", "roles")
    if roles == before:
        return
    _end(area, person, before - roles, by, at)
    for role in sorted(roles - before):
        give(area=area, person=person, role=role, by=by, at=at)
    audit.record(
        act="changed roles",
        by=by,
        area=area.id,
        at=at,
        subject=("person", person.id),
        name=person.name,
        given=sorted(roles - before),
        ended=sorted(before - roles),
    )


def end_person(*, area: Area, person: Person, by: int, at: datetime) -> None:
    """End every role of a person in this area; without a role anywhere the account ends too."""
    queries.hold_area(area)
    db.session.refresh(person)
    held = person.roles_in(area)
    if not held:
        raise RuleBroken("They do not work here any more.")
    _end(area, person, held, by, at)
    if not any(membership.is_held for membership in person.memberships):
        person.ended_at, person.ended_by = at, by
        sign_out_everywhere(person=person)
    audit.record(
        act="ended a person’s work here",
        by=by,
        area=area.id,
        at=at,
        subject=("person", person.id),
        name=person.name,
        ended=sorted(held),
    )


def _end(area: Area, person: Person, roles: frozenset[Role], by: int, at: datetime) -> None:
    if roles & MANAGERS:
        _keep_managers(area, person, by)
    for membership in person.held_in(area):
        if membership.role in roles:
            membership.ended_at, membership.ended_by = at, by
    db.session.flush()


def _keep_managers(area: Area, person: Person, by: int) -> None:
    """An area without an admin can never have one again, so nobody may end the last or their own."""
    if person.id == by:
        raise RuleBroken("You cannot end your own role as area admin. Ask another admin.", "roles")
    if queries.managers_in(area) <= {person.id}:
        raise RuleBroken("This is the last area admin. Give someone else the role first.", "roles")


def start_sign_in(*, person_id: int, checked_hash: str, new_hash: str | None, at: datetime) -> SignIn:
    """Sign a person in whose password fitted `checked_hash`; `new_hash` replaces one made at another cost.

    Refuses when the account ended or got another password while the hash was worked out.
    """
    person = queries.person_by_id(person_id)
    if person is None or person.has_ended or person.password_hash != checked_hash:
        raise RuleBroken("Your account has just changed. Try again.", "password")
    if new_hash:
        person.password_hash = new_hash
    person.last_signed_in_at = at
    db.session.execute(delete(SignIn).where(SignIn.started_at <= at - LONGEST_SIGN_IN))
    return _begin(person, at)


def _begin(person: Person, at: datetime) -> SignIn:
    sign_in = SignIn(person_id=person.id, started_at=at)
    db.session.add(sign_in)
    db.session.flush()
    return sign_in


def end_sign_in(*, sign_in_id: int) -> None:
    """Sign one device out; a copy of its cookie is worth nothing after this."""
    db.session.execute(delete(SignIn).where(SignIn.id == sign_in_id))


def change_password(*, person_id: int, checked_hash: str, new_hash: str, at: datetime) -> SignIn:
    """Give a person a new password, sign every device out, and this one in again."""
    person = queries.person_by_id(person_id)
    if person is None or person.password_hash != checked_hash:
        raise RuleBroken("Your account has just changed. Try again.", "current")
    person.password_hash = new_hash
    sign_out_everywhere(person=person)
    audit.record(
        act="changed their own password", by=person.id, area=None, at=at, subject=("person", person.id)
    )
    return _begin(person, at)


def sign_out_everywhere(*, person: Person) -> None:
    """End every sign-in of a person: after a new password, and when the account ends."""
    db.session.execute(delete(SignIn).where(SignIn.person_id == person.id))


def plant_person(
    *, area: Area, role: Role, email: str, name: str, password_hash: str, at: datetime
) -> Person:
    """A person with a role and a password, for the demonstration and tests; again: nothing changes."""
    person = queries.person_by_email(email)
    if person is None:
        person = Person(email=email, name=name, password_hash=password_hash)
        db.session.add(person)
        db.session.flush()
    if role not in person.roles_in(area):
        give(area=area, person=person, role=role, by=None, at=at)
    return person
