"""Signed links by which providers see their entry, and the corrections that wait for an officer."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model
from portal.local_offer.directory.models import Service


class CorrectionState(StrEnum):
    """Where a correction stands; overtaken: the provider sent a newer one."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    OVERTAKEN = "overtaken"


class ProviderLink(Model):
    """A link to one entry. It holds no secret: its address is signed (links.py), so it can be shown again.

    `answered_on`: when it was last used to confirm or correct. `revoked_at` None while it may be used.
    """

    __tablename__ = "provider_link"
    __table_args__ = (Index("ix_provider_link_list", "service_id", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"))
    was_mailed: Mapped[bool]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    expires_on: Mapped[date]
    revoked_at: Mapped[datetime | None]
    answered_on: Mapped[date | None]

    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)

    def is_open(self, today: date) -> bool:
        """Whether the provider may use it on this day."""
        return self.revoked_at is None and today <= self.expires_on


class Correction(Model):
    """What a provider says otherwise: `fields` with their new values. One may wait for each link.

    `link_id` None: the champion of the service said it.
    """

    __tablename__ = "service_correction"
    __table_args__ = (Index("ix_service_correction_list", "area_id", "state", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    link_id: Mapped[int | None] = mapped_column(
        ForeignKey("provider_link.id", ondelete="CASCADE"), index=True
    )
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[CorrectionState] = mapped_column(String(10))
    sent_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None]

    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)
