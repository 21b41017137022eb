"""The audit: who did what, when, to what; rows point nowhere, so they outlive what they describe.

No row is ever written for a family's act (rules.md, personal data): only staff act here.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Short, db
from portal.core.paging import Page, page_of


class AuditEntry(Model):
    """One act of one person. `seal` is filled when a batch is sealed; null until then."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_area_at", "area_id", "at", "id"),)

    id: Mapped[Id]
    at: Mapped[datetime]
    area_id: Mapped[int | None]
    person_id: Mapped[int | None]
    act: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    seal: Mapped[Short | None]


def record(
    *,
    act: str,
    by: int | None,
    area: int | None,
    at: datetime,
    subject: tuple[str, int | None],
    **details: Any,
) -> None:
    """Add one row to the running transaction. `by` None: the system itself.

    `details` are plain values; never a family's words, never a contact detail.
    """
    kind, subject_id = subject
    db.session.add(
        AuditEntry(
            act=act,
            person_id=by,
            area_id=area,
            at=at,
            subject_kind=kind,
            subject_id=subject_id,
            details=details,
        )
    )


def page_of_area(area_id: int, number: int) -> Page[AuditEntry]:
    """One page of an area's rows, newest first."""
    rows = select(AuditEntry).where(AuditEntry.area_id == area_id)
    return page_of(rows.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()), number)


def latest(area_id: int, limit: int = 200) -> list[AuditEntry]:
    """The newest rows of an area, newest first."""
    rows = db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.area_id == area_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    )
    return list(rows)
