"""Figures of how many children and young people with SEND there are, and notes on how to reach them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug


class Dimension(StrEnum):
    """By what the children and young people are counted; the value stands in addresses and files."""

    AGE = "age-band"
    LOCALITY = "locality"
    NEED = "need"
    PLAN = "plan"


class NoteState(StrEnum):
    """How far a way to reach people is."""

    IDEA = "idea"
    DOING = "doing"
    TRIED = "tried"


class Population(Model):
    """The figures of one dimension as they stood on a day, with where they come from.

    Another day is another row: earlier figures stay, and each span is compared with those of its time.
    `version` meets two editors.
    """

    __tablename__ = "population"
    __table_args__ = (
        UniqueConstraint("area_id", "dimension", "of_day"),
        CheckConstraint("dimension IN ('age-band', 'locality', 'need', 'plan')", name="known_dimension"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    dimension: Mapped[Dimension] = mapped_column(String(20))
    of_day: Mapped[date]
    source: Mapped[Short]
    put_by: Mapped[int | None]
    put_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    counts: Mapped[list["PopulationCount"]] = relationship(
        order_by="PopulationCount.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def by_category(self) -> dict[str, int]:
        """The numbers by their category."""
        return {one.category: one.number for one in self.counts}

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(one.number for one in self.counts)


class PopulationCount(Model):
    """How many children and young people are in one category."""

    __tablename__ = "population_count"
    __table_args__ = (
        UniqueConstraint("population_id", "category"),
        CheckConstraint("number >= 0", name="not_below_nothing"),
    )

    id: Mapped[Id]
    population_id: Mapped[int] = mapped_column(ForeignKey("population.id", ondelete="CASCADE"))
    category: Mapped[Slug]
    number: Mapped[int]


class ReachNote(Model):
    """One way to reach people who are missing. `owner_role` is a role, never a name of a person.

    `outcome`: what came of it, once it was tried. `version` meets two editors.
    """

    __tablename__ = "reach_note"
    __table_args__ = (
        Index("ix_reach_note_area", "area_id", "dimension"),
        CheckConstraint("state IN ('idea', 'doing', 'tried')", name="known_state"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    dimension: Mapped[Dimension] = mapped_column(String(20))
    category: Mapped[Slug]
    state: Mapped[NoteState] = mapped_column(String(20))
    words: Mapped[Sentence]
    outcome: Mapped[Sentence]
    owner_role: Mapped[Slug]
    due_on: Mapped[date | None]
    noted_on: Mapped[date]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state != NoteState.TRIED
