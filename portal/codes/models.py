"""A batch of printed codes and each code in it: a keyed hash and a state, and nothing of its use.

A used code carries no time and points at nothing that was done with it (rules.md, personal data): its
state says that somebody has answered, and no row says who, when or what.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, RandomId, Short, Slug


class CodeState(StrEnum):
    """made and printed can still be used; a test code works any number of times and never counts."""

    MADE = "made"
    PRINTED = "printed"
    USED = "used"
    VOID = "void"
    TEST = "test"


WORKING = (CodeState.MADE, CodeState.PRINTED, CodeState.TEST)
LARGEST_BATCH = 500


class CodeBatch(Model):
    """Codes made together for one thing: `purpose` is its kind, `subject_id` the feature's own row.

    `opens` is the name of that thing when they were made, `title` what staff call the batch.
    `locked_words` holds the words, encrypted, only until the cards are printed (docs/decisions.md).
    """

    __tablename__ = "code_batch"
    __table_args__ = (CheckConstraint("count > 0", name="has_codes"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    purpose: Mapped[Slug]
    subject_id: Mapped[int]
    opens: Mapped[Short]
    title: Mapped[Short]
    words_each: Mapped[int]
    count: Mapped[int]
    is_test: Mapped[bool]
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]
    locked_words: Mapped[str | None] = mapped_column(Text)


class Code(Model):
    """One code, without any time and without a link to what was done with it."""

    __tablename__ = "code"

    id: Mapped[RandomId]
    batch_id: Mapped[int] = mapped_column(ForeignKey("code_batch.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[CodeState] = mapped_column(String(20))
