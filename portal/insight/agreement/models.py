"""A random sample that a second person sorts blind, and what both said of each comment in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model
from portal.feedback.models import FeedbackItem

LARGEST_SEED = 10**9


class AgreementRound(Model):
    """One sample: its size and seed draw the same comments again from the same list.

    `sorted_by`: drawn only from what this person sorted alone (None: from everything). `coders` sorted
    them first; `second_by` is the one person who sorts them again.
    """

    __tablename__ = "agreement_round"

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    size: Mapped[int]
    seed: Mapped[int]
    drawn_from: Mapped[int]
    sorted_by: Mapped[int | None]
    frame_version: Mapped[int]
    coders: Mapped[list[Any]] = mapped_column(JSON)
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    second_by: Mapped[int | None]

    pairs: Mapped[list["AgreementPair"]] = relationship(order_by="AgreementPair.position")


class AgreementPair(Model):
    """One comment of a sample: the themes each of the two put on it, by slug, and what they settled on.

    `first` is how it was sorted when the sample was drawn, whatever becomes of its tags.
    """

    __tablename__ = "agreement_pair"
    __table_args__ = (
        UniqueConstraint("round_id", "item_id"),
        CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", name="settled_by_someone_once"),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("agreement_round.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("feedback_item.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    first: Mapped[list[Any]] = mapped_column(JSON)
    second: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    settled_by: Mapped[int | None]
    settled_at: Mapped[datetime | None]

    item: Mapped[FeedbackItem] = relationship()

    @property
    def differs(self) -> bool:
        """The two put different themes on it."""
        return self.second is not None and set(self.first) != set(self.second)
