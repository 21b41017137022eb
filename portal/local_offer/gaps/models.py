"""A gap with its evidence, and the register as it stood at the end of a month."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug


class GapState(StrEnum):
    """Where a gap stands."""

    REPORTED = "reported"
    CHECKING = "checking"
    REAL = "real"
    FILLED = "filled"
    CANNOT = "cannot"
    NOT_A_GAP = "not-a-gap"


OPEN = (GapState.REPORTED, GapState.CHECKING, GapState.REAL)


class EvidenceKind(StrEnum):
    """What speaks for a gap: a cluster of searches or a comment (by number), or a note of an officer."""

    SEARCHES = "searches"
    COMMENT = "comment"
    NOTE = "note"


class Gap(Model):
    """Something that may be missing. `outcome`: what was done, why not, or which words lead to it now.

    `theme` is the slug of a theme, "" for none; `owner_role` a role. `version` meets two editors.
    """

    __tablename__ = "gap"
    __table_args__ = (CheckConstraint("version > 0", name="versions_count_up"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    title: Mapped[Short]
    state: Mapped[GapState] = mapped_column(String(20))
    theme: Mapped[Slug]
    owner_role: Mapped[Slug]
    due_on: Mapped[date | None]
    outcome: Mapped[Sentence]
    in_needs_assessment: Mapped[bool]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    evidence: Mapped[list["GapEvidence"]] = relationship(order_by="GapEvidence.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN


class GapEvidence(Model):
    """One thing that speaks for a gap, as it stood on the day it was added; `ref` None for a note."""

    __tablename__ = "gap_evidence"
    __table_args__ = (UniqueConstraint("gap_id", "kind", "ref"),)

    id: Mapped[Id]
    gap_id: Mapped[int] = mapped_column(ForeignKey("gap.id"))
    kind: Mapped[EvidenceKind] = mapped_column(String(20))
    ref: Mapped[int | None]
    words: Mapped[Sentence]
    added_on: Mapped[date]


class GapSnapshot(Model):
    """The register as it stood when a month ended; never changed."""

    __tablename__ = "gap_snapshot"
    __table_args__ = (UniqueConstraint("area_id", "month"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    month: Mapped[date]
    made_at: Mapped[datetime]
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
