"""Who wants an e-mail when their page changes: encrypted, with no column that joins it to a receipt."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, RandomId, Sentence


class TellMeWish(Model):
    """A wish until the worker takes it up, seconds later: receipt and address together, encrypted."""

    __tablename__ = "tell_me_wish"

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    locked: Mapped[Sentence]
    asked_on: Mapped[date]


class TellMe(Model):
    """One address that is told of one receipt.

    `receipt_hash` is a second keyed hash of the receipt's id, which only the worker computes (rules.md,
    personal data); `address_hash` keeps one address from being told twice. `standing` is a hash of how
    the whole page stood when it was last told of, `told` how often, `told_on` the last day.
    """

    __tablename__ = "tell_me"
    __table_args__ = (UniqueConstraint("receipt_hash", "address_hash"),)

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    receipt_hash: Mapped[str] = mapped_column(String(64))
    address_hash: Mapped[str] = mapped_column(String(64))
    to_locked: Mapped[Sentence]
    confirmed: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_on: Mapped[date]
    standing: Mapped[str] = mapped_column(String(64), default="")
    told: Mapped[int] = mapped_column(default=0)
    told_on: Mapped[date | None]
