"""A signature under a translation: who speaks the language, and exactly which words they read."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, RandomId, Short


class TranslationSign(Model):
    """One reading of a translation by a named speaker, for one area; it is never changed, only ended.

    `words` holds the fingerprint of each sentence with its translation as it stood that day: what was
    changed since is shown in English until someone signs again. The area's settings say which
    signature its pages use.
    """

    __tablename__ = "translation_sign"

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    language: Mapped[str] = mapped_column(String(12))
    speaker: Mapped[Short]
    words: Mapped[list[str]] = mapped_column(JSON)
    signed_at: Mapped[datetime]
    signed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
