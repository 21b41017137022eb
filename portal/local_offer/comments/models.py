"""A comment on the Local Offer, the answer to several of them, whom we consulted, and the yearly report."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, RandomId, Sentence, Short, Slug
from portal.feedback.models import FeedbackItem
from portal.local_offer.directory.models import Service

LONGEST_RESPONSE = 4000  # letters


class CommentKind(StrEnum):
    """What a comment is about, as reg. 56 lists it."""

    QUALITY = "quality"
    MISSING = "missing"
    HARD_TO_USE = "hard-to-use"
    HOW_MADE = "how-made"
    OTHER = "other"


class Helper(StrEnum):
    """Who wrote it for somebody else."""

    PARENT = "parent"
    FRIEND = "friend"
    ADVISER = "adviser"
    WORKER = "worker"


class Decision(StrEnum):
    """Whether a comment is published."""

    WAITING = "waiting"
    PUBLISHED = "published"
    NOT = "not"


class Reason(StrEnum):
    """Why a comment is not published: the first two stand in reg. 56, the others keep people safe."""

    ONE_PERSON = "one-person"
    VEXATIOUS = "vexatious"
    IDENTIFIES = "identifies"
    NOT_LOCAL_OFFER = "not-local-offer"


class CommentGroup(Model):
    """Comments that say much the same, and the one answer: `response`, `action`, and its day.

    `version` meets two officers.
    """

    __tablename__ = "offer_comment_group"
    __table_args__ = (UniqueConstraint("area_id", "title"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    title: Mapped[Short]
    response: Mapped[str] = mapped_column(String(LONGEST_RESPONSE))
    action: Mapped[Sentence]
    action_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class OfferComment(Model):
    """A comment; its words are a feedback item. `helper` None: the person speaks for themselves.

    `service_id` None: it is about the Local Offer as a whole. It has no moment, only a day.
    """

    __tablename__ = "offer_comment"
    __table_args__ = (
        Index("ix_offer_comment_list", "area_id", "decision", "sent_on", "id"),
        CheckConstraint("(decision = 'not') = (reason IS NOT NULL)", name="not_published_for_a_reason"),
        CheckConstraint("(decision = 'waiting') = (decided_by IS NULL)", name="decided_by_someone"),
    )

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )
    kind: Mapped[CommentKind] = mapped_column(String(20))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"), index=True)
    helper: Mapped[Helper | None] = mapped_column(String(20))
    sent_on: Mapped[date]
    record_key: Mapped[int]
    decision: Mapped[Decision] = mapped_column(String(20))
    reason: Mapped[Reason | None] = mapped_column(String(20))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("offer_comment_group.id"), index=True)
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]

    item: Mapped[FeedbackItem | None] = relationship(lazy="joined")
    service: Mapped[Service | None] = relationship(lazy="joined")
    group: Mapped[CommentGroup | None] = relationship(lazy="joined")


class Consultation(Model):
    """One of the bodies of reg. 54 was consulted on a day; `evidence` says how, for whoever asks."""

    __tablename__ = "offer_consultation"
    __table_args__ = (Index("ix_offer_consultation_list", "area_id", "held_on", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    body: Mapped[Slug]
    held_on: Mapped[date]
    evidence: Mapped[Sentence]


class OfferReport(Model):
    """A yearly report that is public: twelve months from `begins`, its protected figures as they were.

    It holds no words: comments are read anew, so that what was taken back is gone from it.
    """

    __tablename__ = "offer_report"
    __table_args__ = (UniqueConstraint("area_id", "begins"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    begins: Mapped[date]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_by: Mapped[int]
    published_at: Mapped[datetime]
