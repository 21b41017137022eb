"""A receipt and the acts it gathers; of the five words only a keyed hash is kept."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Model, RandomId, Slug


class Receipt(Model):
    """One code of one area."""

    __tablename__ = "receipt"

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_on: Mapped[date]

    acts: Mapped[list["ReceiptAct"]] = relationship(back_populates="receipt", order_by="ReceiptAct.id")


class ReceiptAct(Model):
    """One thing the holder did: its kind and the id of the row the feature keeps. Each act once."""

    __tablename__ = "receipt_act"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[RandomId]
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), index=True)
    kind: Mapped[Slug]
    subject_id: Mapped[int]

    receipt: Mapped[Receipt] = relationship(back_populates="acts")
