"""Every read of people, roles and invitations."""

from sqlalchemy import func, select

from portal.accounts.models import Person
from portal.core.db import db


def person_by_id(person_id: int) -> Person | None:
    """One person with their roles."""
    return db.session.get(Person, person_id)


def person_by_email(email: str) -> Person | None:
    """The person with this e-mail address, whatever its letter case."""
    return db.session.scalar(select(Person).where(func.lower(Person.email) == email.strip().lower()))
