"""What became of a plan: figures of services, which way is better, and how each commitment stands."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug
from portal.strategies.models import Commitment, Measure

STILL_THERE = text("taken_out_at IS NULL")


class Better(StrEnum):
    """Which way a measure should go."""

    HIGHER = "higher"
    LOWER = "lower"


class CommitmentState(StrEnum):
    """How a commitment stands; without any update it is not known."""

    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    DELAYED = "delayed"
    DONE = "done"
    STOPPED = "stopped"


class MeasureAim(Model):
    """What an officer says of a measure of services: its unit, which way is better, and the target."""

    __tablename__ = "measure_aim"
    __table_args__ = (CheckConstraint("better IN ('higher', 'lower')", name="known_way"),)

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), primary_key=True, autoincrement=False)
    unit: Mapped[Slug]
    better: Mapped[Better] = mapped_column(String(10))
    target: Mapped[float | None] = mapped_column(Float)
    version: Mapped[int] = mapped_column()

    measure: Mapped[Measure] = relationship()

    __mapper_args__ = {"version_id_col": version}


class MeasureFigure(Model):
    """One figure from the records of services: of which day, from where, and who brought it in.

    Nobody changes a figure: a wrong one is taken out, and a right one is added. `is_public`: the
    service says that everyone may see it (it is theirs, and counted by their rules, not by ours).
    """

    __tablename__ = "measure_figure"
    __table_args__ = (
        Index(
            "uq_measure_figure_day",
            "measure_id",
            "of_day",
            unique=True,
            sqlite_where=STILL_THERE,
            postgresql_where=STILL_THERE,
        ),
        CheckConstraint("(taken_out_by IS NULL) = (taken_out_at IS NULL)", name="taken_out_by_someone"),
    )

    id: Mapped[Id]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"))
    of_day: Mapped[date]
    value: Mapped[float] = mapped_column(Float)
    source: Mapped[Short]
    is_public: Mapped[bool]
    put_how: Mapped[Slug]
    put_by: Mapped[int | None]
    put_at: Mapped[datetime]
    taken_out_by: Mapped[int | None]
    taken_out_at: Mapped[datetime | None]

    measure: Mapped[Measure] = relationship()


class CommitmentUpdate(Model):
    """How a commitment stood on a day, in words; the latest day counts, and nothing is changed later."""

    __tablename__ = "commitment_update"
    __table_args__ = (
        Index("ix_commitment_update_latest", "commitment_id", "dated", "id"),
        CheckConstraint(
            "state IN ('not-begun', 'under-way', 'delayed', 'done', 'stopped')", name="known_state"
        ),
    )

    id: Mapped[Id]
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"))
    state: Mapped[CommitmentState] = mapped_column(String(20))
    words: Mapped[Sentence]
    dated: Mapped[date]
    put_by: Mapped[int | None]
    put_at: Mapped[datetime]

    commitment: Mapped[Commitment] = relationship()
