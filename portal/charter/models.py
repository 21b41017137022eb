"""The agreement on how families and services work together, and what people say of how it is kept."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, RandomId, Sentence

LONGEST = 4000  # letters


class After(StrEnum):
    """What somebody has just taken part in."""

    TOPIC = "topic"
    EVENT = "event"
    CONSULTATION = "consultation"
    OTHER = "other"


class Worked(StrEnum):
    """One answer to "How well did we work with you?"."""

    VERY = "very-well"
    QUITE = "quite-well"
    NOT_WELL = "not-well"
    NOT_SURE = "not-sure"


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    allowed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=f"known_{column}")


class CharterVersion(Model):
    """The agreement from one day on; it is never changed: the next version follows it.

    `words` and `easy_words` hold one promise a line. `agreed_with` says who agreed it, as groups.
    """

    __tablename__ = "charter_version"
    __table_args__ = (UniqueConstraint("area_id", "number"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(String(LONGEST))
    easy_words: Mapped[str] = mapped_column(String(LONGEST))
    agreed_with: Mapped[Sentence]
    since: Mapped[date]
    written_by: Mapped[int | None]


class CharterRating(Model):
    """One answer to "How well did we work with you?": a quarter of a year, no day, no sender.

    `quarter` is the year and the number of the quarter as one figure: 20264.
    """

    __tablename__ = "charter_rating"
    __table_args__ = (
        Index("ix_charter_rating_quarter", "area_id", "quarter", "answer"),
        _one_of("answer", Worked),
        _one_of("after", After),
    )

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    quarter: Mapped[int]
    after: Mapped[After] = mapped_column(String(20))
    answer: Mapped[Worked] = mapped_column(String(20))
    record_key: Mapped[int]
