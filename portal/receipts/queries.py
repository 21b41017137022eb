"""Every read of receipts."""

from sqlalchemy import select

from portal.core.db import db
from portal.receipts.models import Receipt, ReceiptAct


def receipt_by_hash(area_id: int, code_hash: str) -> Receipt | None:
    """The receipt of an area with this keyed hash."""
    rows = select(Receipt).where(Receipt.area_id == area_id, Receipt.code_hash == code_hash)
    return db.session.scalar(rows)


def receipt_by_id(area_id: int, receipt_id: int) -> Receipt | None:
    """A receipt that was opened on this device before."""
    return db.session.scalar(select(Receipt).where(Receipt.area_id == area_id, Receipt.id == receipt_id))


def act_on(kind: str, subject_id: int) -> ReceiptAct | None:
    """The act with this subject, whichever receipt holds it."""
    rows = select(ReceiptAct).where(ReceiptAct.kind == kind, ReceiptAct.subject_id == subject_id)
    return db.session.scalar(rows)
