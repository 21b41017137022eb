"""What the sorting desk keeps: claims on words, saved views, and steps that can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Short


class Claim(Model):
    """One person sorts these words until a moment; then the claim has lapsed and anybody may."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_person", "area_id", "person_id"),)

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(ForeignKey("feedback_item.id", ondelete="CASCADE"), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int]
    until: Mapped[datetime]


class SavedView(Model):
    """Filters of the feedback list that a person comes back to, under a name of their own."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("area_id", "person_id", "name"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int]
    name: Mapped[Short]
    address: Mapped[dict[str, Any]] = mapped_column(JSON)


class DeskStep(Model):
    """One thing a person did at the desk, to one item or to many, so that it can be undone.

    `items` holds for each item's number how its tags stood before, and its stamp after; never a word of a
    family.
    """

    __tablename__ = "desk_step"
    __table_args__ = (Index("ix_desk_step_newest", "area_id", "person_id", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int]
    done_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    items: Mapped[dict[str, Any]] = mapped_column(JSON)
