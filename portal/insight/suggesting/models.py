"""What an area's suggestions learned from what people confirmed; thrown away by one button."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model


class LearnedPart(Model):
    """Counts of words by theme, and how well they did on comments that were held back from learning.

    A word stands here only where several comments have it (learner.FEWEST_ITEMS).
    """

    __tablename__ = "learned_part"

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), unique=True)
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    items: Mapped[int]
    held_back: Mapped[int]
    learned: Mapped[dict[str, Any]] = mapped_column(JSON)
    quality: Mapped[dict[str, Any]] = mapped_column(JSON)
