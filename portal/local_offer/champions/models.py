"""Champions, what is in their charge, and the e-mails that asked them, one a term."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short
from portal.local_offer.directory.models import Organisation, Service


class Champion(Model):
    """A role ("SENCO at Kite School") and the mailbox in which it is reached; no account.

    It holds no secret: the address of the work list is signed (links.py). `email_locked` is "" and
    `email_hash` None once it has ended. `stopped_at`: the mailbox wants no more e-mails. `answered_at`:
    when the link was last used to confirm or correct an entry.
    """

    __tablename__ = "champion"
    __table_args__ = (
        UniqueConstraint("area_id", "email_hash"),
        Index("ix_champion_list", "area_id", "ended_at", "id"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    role: Mapped[Short]
    email_locked: Mapped[Sentence]
    email_hash: Mapped[Short | None]
    named_by: Mapped[int | None]
    named_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    charges: Mapped[list["ChampionCharge"]] = relationship(
        order_by="ChampionCharge.id", passive_deletes=True, back_populates="champion"
    )

    @property
    def is_open(self) -> bool:
        """Whether the role stands, and with it the link."""
        return self.ended_at is None


class ChampionCharge(Model):
    """One service, or all services of one organisation; each has one champion at most.

    A service with a champion of its own is not in the charge of its organisation's.
    """

    __tablename__ = "champion_charge"
    __table_args__ = (
        CheckConstraint("(service_id IS NULL) <> (organisation_id IS NULL)", name="a_service_or_all"),
    )

    id: Mapped[Id]
    champion_id: Mapped[int] = mapped_column(ForeignKey("champion.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), unique=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), unique=True
    )

    champion: Mapped[Champion] = relationship(back_populates="charges")
    service: Mapped[Service | None] = relationship(lazy="joined")
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")


class ChampionAsking(Model):
    """The e-mail of one term: the constraint lets no champion be asked twice in it.

    `term_on`: the first day of the term.
    """

    __tablename__ = "champion_asking"
    __table_args__ = (UniqueConstraint("champion_id", "term_on"),)

    id: Mapped[Id]
    champion_id: Mapped[int] = mapped_column(ForeignKey("champion.id", ondelete="CASCADE"))
    term_on: Mapped[date]
    asked_at: Mapped[datetime]
    reminded_on: Mapped[date | None]
