"""The messages of the outbox: to whom and what is locked, and both are wiped once it is sent."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Sentence, Short, Slug


class MessageState(StrEnum):
    """waiting (also between two tries), sending (a worker holds it), sent, failed (tried for two days)."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class OutboxMessage(Model):
    """One e-mail. `area_id` has no foreign key: the core knows no areas.

    `next_try_at` is, while a worker holds the message, when its hold ends. `last_problem` is the
    kind of the error, never its text, which may hold an address. `for_staff`: staff of the area
    may read it where mails go to a folder. `stop_link_locked` is where one press ends such mails.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index("ix_outbox_message_due", "state", "next_try_at", "id"),
        Index("ix_outbox_message_list", "area_id", "made_at", "id"),
    )

    id: Mapped[Id]
    area_id: Mapped[int | None]
    kind: Mapped[Slug]
    for_staff: Mapped[bool]
    once_key: Mapped[str] = mapped_column(String(200), unique=True)
    to_locked: Mapped[Sentence]
    subject: Mapped[Short]
    body_locked: Mapped[str] = mapped_column(Text)
    stop_link_locked: Mapped[Sentence | None]
    state: Mapped[MessageState] = mapped_column(String(20))
    tries: Mapped[int]
    made_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    claimed_by: Mapped[Short | None]
    sent_at: Mapped[datetime | None]
    last_problem: Mapped[Short | None]
