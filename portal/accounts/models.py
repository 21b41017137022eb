"""People who work here, the role each holds in an area, and invitations by link."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.roles import Role, allows
from portal.core.access import InArea
from portal.core.db import Id, Model, Short
from portal.core.permissions import Permission


class Person(UserMixin, Model):
    """A member of staff or a volunteer. Families have no account.

    `session_word` changes with the password and at the end of the account: older sign-ins end.
    """

    __tablename__ = "person"

    id: Mapped[Id]
    email: Mapped[Short] = mapped_column(String(200), unique=True)
    name: Mapped[Short]
    password_hash: Mapped[Short]
    session_word: Mapped[str] = mapped_column(String(32))
    second_factor: Mapped[Short | None]
    last_signed_in_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", order_by="Membership.area_id", lazy="selectin"
    )

    def get_id(self) -> str:
        """What the session keeps: the id and the word that ends it."""
        return f"{self.id}.{self.session_word}"

    def roles_in(self, area: InArea) -> frozenset[Role]:
        """The roles held in an area now."""
        return frozenset(m.role for m in self.memberships if m.area_id == area.id and m.is_held)

    def may(self, permission: Permission, area: InArea) -> bool:
        """Whether a role of theirs in this area allows it."""
        return any(allows(role, permission) for role in self.roles_in(area))


class Membership(Model):
    """One role of one person in one area; ended, never deleted."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "area_id", "role"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="who_and_when_ended_together"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    role: Mapped[Role] = mapped_column(String(40))
    given_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]

    person: Mapped[Person] = relationship(back_populates="memberships")

    @property
    def is_held(self) -> bool:
        """Whether the role is held now."""
        return self.ended_at is None


class Invitation(Model):
    """A link shown once on the screen; with it a new person sets a password. Only a hash is kept."""

    __tablename__ = "invitation"

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    email: Mapped[Short]
    name: Mapped[Short]
    role: Mapped[Role] = mapped_column(String(40))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[int]
    invited_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
