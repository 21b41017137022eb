"""Themes that outlive strategies, and what each area's strategies promise, heard and measure."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.areas.models import Area
from portal.core.db import Id, Model, Sentence, Short, Slug


class Part(StrEnum):
    """What a statement of a strategy is; the words are the keys of the files and of the table."""

    FAMILIES_TOLD_US = "families_told_us"
    PRINCIPLES = "principles"
    IMPLEMENTATION = "implementation"
    OUTCOMES = "outcomes"
    JOINT_COMMISSIONING = "joint_commissioning"
    INCLUSION_OUTCOMES = "inclusion_outcomes"
    BASELINE_FIGURES = "baseline_figures"


class InSurvey(StrEnum):
    """Whether a survey can show if a measure is met; where not wholly, service data must."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Strength(StrEnum):
    """How much of an earlier priority a later one carries on.

    Orphan: it ends with no successor. New: it has no predecessor.
    """

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    ORPHAN = "orphan"
    NEW = "new"


def _one_of(column: str, words: type[StrEnum], name: str) -> CheckConstraint:
    allowed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=name)


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Theme(Model):
    """A common theme, the same for every area and every strategy: what a trend is counted by.

    `asked_of_families` False: for officers only, never an option of a vote or a question.
    """

    __tablename__ = "theme"

    id: Mapped[Id]
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    label: Mapped[Short]
    meaning: Mapped[Sentence]
    position: Mapped[int]
    asked_of_families: Mapped[bool] = mapped_column(Boolean, default=True)


class Strategy(Model):
    """An area's published strategy. `starts` and `ends` are the printed years.

    In force on a date is worked out by `queries.strategy_in_force`, never from `ends`.
    """

    __tablename__ = "strategy"
    __table_args__ = (
        UniqueConstraint("area_id", "starts"),
        CheckConstraint("ends >= starts", name="ends_after_it_starts"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    title: Mapped[Sentence]
    starts: Mapped[int]
    ends: Mapped[int]
    vision: Mapped[Sentence]

    area: Mapped[Area] = relationship()
    priorities: Mapped[list["Priority"]] = relationship(
        back_populates="strategy", order_by="Priority.number"
    )


class Priority(Model):
    """A numbered priority of a strategy. `title` is as published, `short_title` for tiles and tags."""

    __tablename__ = "priority"
    __table_args__ = (UniqueConstraint("strategy_id", "number"),)

    id: Mapped[Id]
    strategy_id: Mapped[int] = mapped_column(ForeignKey("strategy.id"))
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    number: Mapped[int]
    title: Mapped[Sentence]
    short_title: Mapped[Short]

    strategy: Mapped[Strategy] = relationship(back_populates="priorities")
    theme_links: Mapped[list["PriorityTheme"]] = relationship(
        order_by="PriorityTheme.position", cascade="all, delete-orphan"
    )
    themes: Mapped[list[Theme]] = relationship(
        secondary="priority_theme", order_by="PriorityTheme.position", viewonly=True
    )


class PriorityTheme(Model):
    """A theme that a priority maps onto; position 1 is its main theme."""

    __tablename__ = "priority_theme"

    priority_id: Mapped[int] = mapped_column(ForeignKey("priority.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True, index=True)
    position: Mapped[int]

    theme: Mapped[Theme] = relationship()


class Commitment(Model):
    """A "we will" of a priority, or of the whole strategy where `priority_id` is null.

    `from_running_text`: stood in a paragraph of the published strategy, not in its list.
    """

    __tablename__ = "commitment"

    id: Mapped[Id]
    strategy_id: Mapped[int] = mapped_column(ForeignKey("strategy.id"), index=True)
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    text: Mapped[Sentence]
    from_running_text: Mapped[bool] = mapped_column(Boolean, default=False)

    strategy: Mapped[Strategy] = relationship()
    priority: Mapped[Priority | None] = relationship()
    theme: Mapped[Theme] = relationship()


class Statement(Model):
    """Anything else that a strategy says, by `part`: what families told us, principles, outcomes…

    Only what families told us can belong to one priority; the rest is of the whole strategy.
    """

    __tablename__ = "strategy_statement"
    __table_args__ = (
        _one_of("part", Part, "known_part"),
        CheckConstraint(
            "priority_id IS NULL OR part = 'families_told_us'", name="of_a_priority_families_told_us"
        ),
    )

    id: Mapped[Id]
    strategy_id: Mapped[int] = mapped_column(ForeignKey("strategy.id"), index=True)
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    part: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    text: Mapped[Sentence]

    strategy: Mapped[Strategy] = relationship()
    priority: Mapped[Priority | None] = relationship()
    theme: Mapped[Theme] = relationship()


class Measure(Model):
    """How a priority will be judged. `survey` says whether a survey can show it (`InSurvey`).

    `how` is a hint for people who write surveys (ask, kind, who, domain); None where service data
    alone can show it. Feedback never stands in for service data (rules.md, honest numbers).
    """

    __tablename__ = "measure"
    __table_args__ = (_one_of("survey", InSurvey, "known_survey"),)

    id: Mapped[Id]
    priority_id: Mapped[int] = mapped_column(ForeignKey("priority.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    text: Mapped[Sentence]
    survey: Mapped[str] = mapped_column(String(10))
    how: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))

    priority: Mapped[Priority] = relationship()
    theme: Mapped[Theme] = relationship()


crosswalk_nearest = Table(
    "crosswalk_nearest",
    Model.metadata,
    Column("link_id", ForeignKey("crosswalk_link.id"), primary_key=True),
    Column("commitment_id", ForeignKey("commitment.id"), primary_key=True, index=True),
)


class CrosswalkLink(Model):
    """How a priority of one strategy carries over into the next of the same area.

    `nearest`: single commitments of the other strategy that come closest. A trend that must outlive a
    strategy follows the theme; this tells people why a priority is no longer there.
    """

    __tablename__ = "crosswalk_link"
    __table_args__ = (
        UniqueConstraint("earlier_id", "later_id"),
        _one_of("strength", Strength, "known_strength"),
        CheckConstraint("(later_id IS NULL) = (strength = 'orphan')", name="orphan_has_no_later"),
        CheckConstraint("(earlier_id IS NULL) = (strength = 'new')", name="new_has_no_earlier"),
        Index("uq_crosswalk_link_orphan", "earlier_id", unique=True, **_where("later_id IS NULL")),
        Index("uq_crosswalk_link_new", "later_id", unique=True, **_where("earlier_id IS NULL")),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"))
    later_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"), index=True)
    strength: Mapped[str] = mapped_column(String(10))
    note: Mapped[Sentence]

    area: Mapped[Area] = relationship()
    earlier: Mapped[Priority | None] = relationship(foreign_keys=[earlier_id])
    later: Mapped[Priority | None] = relationship(foreign_keys=[later_id])
    nearest: Mapped[list[Commitment]] = relationship(
        secondary=crosswalk_nearest,
        order_by=[Commitment.strategy_id, Commitment.priority_id, Commitment.position],
    )


class Inspection(Model):
    """An inspection of an area. Its findings speak of that time, not of today."""

    __tablename__ = "inspection"
    __table_args__ = (CheckConstraint("status IN ('open', 'closed')", name="known_status"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    title: Mapped[Sentence]
    dated: Mapped[date]
    status: Mapped[str] = mapped_column(String(10))

    area: Mapped[Area] = relationship()
    findings: Mapped[list["InspectionFinding"]] = relationship(
        back_populates="inspection", order_by="InspectionFinding.position"
    )

    @property
    def parts(self) -> dict[str, list["InspectionFinding"]]:
        """The findings in the parts of the inspectors' letter, in its order."""
        parts: dict[str, list[InspectionFinding]] = {}
        for finding in self.findings:
            parts.setdefault(finding.part, []).append(finding)
        return parts


class InspectionFinding(Model):
    """One thing that inspectors found; `part` is the part of their letter it stood in."""

    __tablename__ = "inspection_finding"

    id: Mapped[Id]
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    text: Mapped[Sentence]
    part: Mapped[Short]

    inspection: Mapped[Inspection] = relationship(back_populates="findings")
    theme: Mapped[Theme] = relationship()
