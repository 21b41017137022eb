"""People who work here, the role each holds in an area, sign-ins, and invitations by link."""

from datetime import datetime, timedelta

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.roles import Role, allows
from portal.areas.models import Area
from portal.core.access import InArea
from portal.core.db import Id, Model, RandomId, Short
from portal.core.permissions import Permission

# a working day with room to spare: a laptop left in a meeting room does not stay signed in for ever
LONGEST_SIGN_IN = timedelta(hours=12)
HELD_NOW = text("ended_at IS NULL")


class Person(UserMixin, Model):
    """A member of staff or a volunteer. Families have no account.

    `ended_by` is who ended the account; its roles end in the same step.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="who_and_when_ended_together"),
    )

    id: Mapped[Id]
    email: Mapped[Short] = mapped_column(String(200), unique=True)
    name: Mapped[Short]
    password_hash: Mapped[Short]
    second_factor: Mapped[Short | None]
    last_signed_in_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", order_by="Membership.id", lazy="selectin"
    )

    @property
    def has_ended(self) -> bool:
        """Whether the account is over: nobody can sign in with it."""
        return self.ended_at is not None

    def held_in(self, area: InArea) -> list["Membership"]:
        """The memberships held in an area now, by the name of the role."""
        held = [m for m in self.memberships if m.area_id == area.id and m.is_held]
        return sorted(held, key=lambda membership: membership.role)

    def roles_in(self, area: InArea) -> frozenset[Role]:
        """The roles held in an area now."""
        return frozenset(Role(membership.role) for membership in self.held_in(area))

    def may(self, permission: Permission, area: InArea) -> bool:
        """Whether a role of theirs in this area allows it."""
        return any(allows(role, permission) for role in self.roles_in(area))


class Membership(Model):
    """One role of one person in one area; ended, never deleted, and given again as a new row.

    `given_by` None: the role came with the first admin's command or the demonstration.
    """

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_held",
            "person_id",
            "area_id",
            "role",
            unique=True,
            sqlite_where=HELD_NOW,
            postgresql_where=HELD_NOW,
        ),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="who_and_when_ended_together"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    role: Mapped[Role] = mapped_column(String(40))
    given_at: Mapped[datetime]
    given_by: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]

    person: Mapped[Person] = relationship(back_populates="memberships")
    area: Mapped[Area] = relationship()

    @property
    def is_held(self) -> bool:
        """Whether the role is held now."""
        return self.ended_at is None


class SignIn(Model):
    """One person signed in on one device. The cookie names this row, and is worth nothing without it.

    So signing out ends a copied cookie too, and a new password ends every device at once.
    """

    __tablename__ = "sign_in"

    id: Mapped[RandomId]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(index=True)


class Invitation(Model):
    """A link shown once on the screen; with it a person sets a name and a password. Only a hash is kept.

    `person_id` names an account that gets a new password by the link, and then no role is given;
    None: the link brings the role. `invited_by` None: the command line, for an area's first admin.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="who_and_when_used_together"),
        CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_by IS NULL)", name="who_and_when_taken_back_together"
        ),
        CheckConstraint("(role IS NULL) <> (person_id IS NULL)", name="role_or_new_password"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    email: Mapped[Short]
    role: Mapped[Role | None] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[int | None]
    invited_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None]
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[int | None]

    area: Mapped[Area] = relationship()

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works at a moment: not used, not taken back, not too old."""
        return self.used_at is None and self.taken_back_at is None and at < self.ends_at
