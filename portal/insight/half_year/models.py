"""A frozen report of half a year: the bytes of its content and their checksum."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model


class HalfYearReport(Model):
    """What was said and done in half a year; `file` holds published words only and is never changed."""

    __tablename__ = "half_year_report"
    __table_args__ = (UniqueConstraint("area_id", "begins"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    begins: Mapped[date]
    ends: Mapped[date]
    file: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    published_by: Mapped[int | None]
    published_at: Mapped[datetime]
