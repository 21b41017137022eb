"""A consultation, its ways to answer, notes of events, how answers were weighed, learning as counts."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, RandomId, Sentence, Short, Slug
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem
from portal.places.models import Place
from portal.strategies.models import Theme

LONGEST = 2000  # letters of what was decided


class Stage(StrEnum):
    """Where a consultation stands on a day."""

    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    DECIDED = "decided"


class WayKind(StrEnum):
    """A way to answer that the portal runs; paper and other ways stand in words."""

    SURVEY = "survey"
    VOTE = "vote"
    TOPIC = "topic"
    EVENT = "event"


class HeadBand(StrEnum):
    """How many people sat at a table: a band, never a number."""

    FEW = "2-5"
    SOME = "6-10"
    MANY = "11-25"
    CROWD = "26-or-more"


class Weight(StrEnum):
    """What a main point did to the decision."""

    CHANGED = "changed"
    PARTLY = "partly"
    NOT_CHANGED = "not-changed"


class Learned(StrEnum):
    """Where learning without any case comes from."""

    COMPLAINTS = "complaints"
    MEDIATION = "mediation"
    TRIBUNAL = "tribunal"


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    allowed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=f"known_{column}")


class Consultation(Model):
    """One decision that people are asked about. `papers` are links as [label, address].

    `can_change` and `fixed`: what can still change and what cannot; `other_ways`: paper, a phone number.
    `decide_by`: when it will be decided; `outcome` and `decided_on`: what was. `version` meets two editors.
    """

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("area_id", "slug"),
        CheckConstraint("closes_on >= opens_on", name="closes_after_it_opens"),
        CheckConstraint("(outcome = '') = (decided_on IS NULL)", name="decided_once"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    slug: Mapped[Slug]
    title: Mapped[Short]
    decision: Mapped[Sentence]
    easy_decision: Mapped[Sentence]
    can_change: Mapped[Sentence]
    fixed: Mapped[Sentence]
    other_ways: Mapped[Sentence]
    papers: Mapped[list[Any]] = mapped_column(JSON)
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    decide_by: Mapped[date | None]
    published_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(LONGEST))
    easy_outcome: Mapped[Sentence]
    decided_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    ways: Mapped[list["Way"]] = relationship(order_by="Way.id")
    points: Mapped[list["Point"]] = relationship(order_by="Point.id")

    __mapper_args__ = {"version_id_col": version}

    def stage(self, on: date) -> Stage:
        """Where it stands on a day."""
        if self.published_on is None:
            return Stage.DRAFT
        if self.decided_on is not None:
            return Stage.DECIDED
        if on < self.opens_on:
            return Stage.COMING
        return Stage.OPEN if on <= self.closes_on else Stage.CLOSED

    def is_late(self, on: date) -> bool:
        """Whether the day of the decision is past and nothing was decided."""
        return self.decided_on is None and self.decide_by is not None and self.decide_by < on


class Way(Model):
    """One way to answer: a wave, vote, topic or event by its id; `words` is its title as it was then."""

    __tablename__ = "consultation_way"
    __table_args__ = (UniqueConstraint("consultation_id", "kind", "ref"), _one_of("kind", WayKind))

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    kind: Mapped[WayKind] = mapped_column(String(20))
    ref: Mapped[int]
    slug: Mapped[Slug]
    words: Mapped[Short]


class Point(Model):
    """One main point of the answers and how it was weighed: `said`, `weighed`, and what it did."""

    __tablename__ = "consultation_point"
    __table_args__ = (_one_of("weight", Weight),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    said: Mapped[Sentence]
    weighed: Mapped[Sentence]
    weight: Mapped[Weight] = mapped_column(String(20))


class EventNote(Model):
    """What people said at a table, keyed by staff: the words are a feedback item, gone once forgotten."""

    __tablename__ = "event_note"
    __table_args__ = (_one_of("head_band", HeadBand),)

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )
    audience: Mapped[Audience] = mapped_column(String(20))
    head_band: Mapped[HeadBand] = mapped_column(String(20))
    noted_on: Mapped[date]
    noted_by: Mapped[int]

    consultation: Mapped[Consultation | None] = relationship()
    place: Mapped[Place | None] = relationship()
    item: Mapped[FeedbackItem | None] = relationship()


class Learning(Model):
    """How many complaints, mediations or appeals of a quarter were about a theme: never a case or words."""

    __tablename__ = "learning_count"
    __table_args__ = (
        UniqueConstraint("area_id", "source", "quarter", "theme_id"),
        Index("ix_learning_count_list", "area_id", "quarter"),
        _one_of("source", Learned),
        CheckConstraint("number > 0", name="counts_something"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    source: Mapped[Learned] = mapped_column(String(20))
    quarter: Mapped[int]
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    number: Mapped[int]
    entered_by: Mapped[int]

    theme: Mapped[Theme] = relationship()
