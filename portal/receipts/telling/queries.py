"""Every read of who wants to be told."""

from sqlalchemy import func, select

from portal.core.db import db
from portal.receipts.telling.models import TellMe, TellMeWish


def wish_ids() -> list[int]:
    """Every wish that waits for the worker."""
    return list(db.session.scalars(select(TellMeWish.id).order_by(TellMeWish.id)))


def wish_by_id(wish_id: int) -> TellMeWish | None:
    """One wish, held until the commit: two workers do not take it up at once."""
    return db.session.scalar(select(TellMeWish).where(TellMeWish.id == wish_id).with_for_update())


def one_of(area_id: int, number: int) -> TellMe | None:
    """One address of an area, held until the commit; None when it was stopped or has gone."""
    rows = select(TellMe).where(TellMe.id == number, TellMe.area_id == area_id)
    return db.session.scalar(rows)


def addresses_of(area_id: int) -> list[TellMe]:
    """Every address of an area, confirmed or not."""
    return list(db.session.scalars(select(TellMe).where(TellMe.area_id == area_id).order_by(TellMe.id)))


def addresses_on(receipt_hash: str) -> int:
    """How many addresses are told of one receipt."""
    rows = select(func.count()).where(TellMe.receipt_hash == receipt_hash)
    return db.session.scalar(rows) or 0


def address_on(receipt_hash: str, address_hash: str) -> TellMe | None:
    """This address on this receipt."""
    rows = select(TellMe).where(TellMe.receipt_hash == receipt_hash, TellMe.address_hash == address_hash)
    return db.session.scalar(rows)
