"""A receipt, the acts it gathers, and the notes between staff and its holder; of the words only a hash."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Model, RandomId, Sentence, Short, Slug


class Receipt(Model):
    """One code of one area.

    `seen` is how each piece of words stood when the page was last opened with the code, by item id, as
    a short hash; `seen_before` the time before. What waits unread has no entry. There is no time of it.
    """

    __tablename__ = "receipt"

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_on: Mapped[date]
    seen: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))
    seen_before: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))

    acts: Mapped[list["ReceiptAct"]] = relationship(back_populates="receipt", order_by="ReceiptAct.id")


class ReceiptAct(Model):
    """One thing the holder did: its kind and the id of the row the feature keeps. Each act once.

    One that was taken back keeps the day and a name for people, and nothing joins it to any row.
    """

    __tablename__ = "receipt_act"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint("(subject_id IS NULL) = (withdrawn_on IS NOT NULL)", name="withdrawn_without_link"),
    )

    id: Mapped[RandomId]
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), index=True)
    kind: Mapped[Slug]
    subject_id: Mapped[int | None]
    title: Mapped[Short | None]
    withdrawn_on: Mapped[date | None]

    receipt: Mapped[Receipt] = relationship(back_populates="acts")


class Note(Model):
    """What a member of staff wrote to the sender of some words, read on the receipt page only.

    The sender may answer once: `answered` stays when the answer itself, a feedback item, has gone.
    """

    __tablename__ = "receipt_note"

    id: Mapped[RandomId]
    item_id: Mapped[int] = mapped_column(ForeignKey("feedback_item.id", ondelete="CASCADE"), index=True)
    words: Mapped[Sentence]
    written_by: Mapped[int]
    written_at: Mapped[datetime]
    answered: Mapped[bool] = mapped_column(default=False, server_default=false())
    answer_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )
