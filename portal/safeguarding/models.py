"""An alert on a piece of family text, with its own encrypted copy, and a wish to be called."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, RandomId

LOCKING_LEVEL = 2


class AlertState(StrEnum):
    """new and seen: with the lead. released: no worry, visible again. closed: real, stays locked."""

    NEW = "new"
    SEEN = "seen"
    RELEASED = "released"
    CLOSED = "closed"


class Alert(Model):
    """Words that worried the list. Levels 2 and 3 lock the item until the lead releases it.

    `subject_id` is the feedback item's id without a foreign key: an alert outlives its item.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("subject_id", name="uq_alert_subject_id"),
        Index("ix_alert_subject_level_state", "subject_id", "level", "state"),
        Index("ix_alert_area_state", "area_id", "state", "raised_at"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_by_someone_once"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    subject_id: Mapped[int]
    level: Mapped[int]
    kinds: Mapped[list[str]] = mapped_column(JSON)
    locked_words: Mapped[str] = mapped_column(Text)
    sender_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[AlertState] = mapped_column(String(20))
    raised_at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]

    @property
    def is_locking(self) -> bool:
        """Whether the item is out of every list, count and file now."""
        return self.level >= LOCKING_LEVEL and self.state != AlertState.RELEASED


class CallBack(Model):
    """Someone wants to be called: encrypted, for the lead only, apart from the answers.

    `sender_hash` is a keyed hash of the response's id, the same as on its alerts, so that the lead
    can see that the writer of worrying words left a number; nothing else joins them.
    """

    __tablename__ = "call_back"

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    sender_hash: Mapped[str] = mapped_column(String(64), unique=True)
    contact: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date]
    done_by: Mapped[int | None]
    done_at: Mapped[datetime | None]
