"""A topic, the comments on it, and every decision of a moderator; a comment's words are a feedback item."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Id, Model, Sentence, Short, Slug
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem
from portal.strategies.models import Priority, Theme


class Space(StrEnum):
    """Whose topics these are: who posts them, and who decides what appears."""

    FORUM = "forum"
    YOUTH = "youth"
    COUNCIL = "council"


class TopicState(StrEnum):
    """draft: staff only. open: comments come in. closed: they do not. answered: the partnership has
    answered. archived: kept, and listed last.
    """

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ANSWERED = "answered"
    ARCHIVED = "archived"


class CommentState(StrEnum):
    """waiting: nobody has decided. proposed: a youth moderator has, and an adult confirms.

    held: for a second opinion. private: handed to the partnership's feedback, never shown.
    hidden: was published. withdrawn: the sender took it back, and its words have gone.
    """

    WAITING = "waiting"
    PROPOSED = "proposed"
    HELD = "held"
    PUBLISHED = "published"
    REFUSED = "refused"
    PRIVATE = "private"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"


# what a moderator still has to decide
UNDECIDED = (CommentState.WAITING, CommentState.PROPOSED, CommentState.HELD)


class HeadCount(StrEnum):
    """How many people a group's comment speaks for: a band, never a number."""

    FEW = "2-5"
    SOME = "6-10"
    MANY = "11-25"
    CROWD = "26-or-more"


class Act(StrEnum):
    """What a moderator decides about a comment."""

    PUBLISH = "publish"
    HOLD = "hold"
    REFUSE = "refuse"
    MOVE = "move"
    HIDE = "hide"
    RESTORE = "restore"


class Standing(StrEnum):
    """proposed: an adult has not confirmed it. stands. returned: the adult said no.

    undone: taken back by a moderator. changed: an appeal was upheld.
    """

    PROPOSED = "proposed"
    STANDS = "stands"
    RETURNED = "returned"
    UNDONE = "undone"
    CHANGED = "changed"


topic_theme = Table(
    "topic_theme",
    Model.metadata,
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
    Column("theme_id", ForeignKey("theme.id"), primary_key=True),
)
topic_priority = Table(
    "topic_priority",
    Model.metadata,
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
    Column("priority_id", ForeignKey("priority.id"), primary_key=True),
)


class Topic(Model):
    """One thing to talk about. `papers` are links as [label, address]; `version` meets two editors.

    `offered_by`: a youth moderator asks an adult to open it; `returned` is why the adult did not.
    """

    __tablename__ = "topic"
    __table_args__ = (
        UniqueConstraint("area_id", "slug"),
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_once"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    slug: Mapped[Slug]
    space: Mapped[Space] = mapped_column(String(20))
    state: Mapped[TopicState] = mapped_column(String(20))
    title: Mapped[Short]
    summary: Mapped[Sentence]
    easy_summary: Mapped[Sentence]
    picture: Mapped[Short | None]
    papers: Mapped[list[Any]] = mapped_column(JSON)
    can_change: Mapped[Sentence]
    changes_by: Mapped[date | None]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(String(2000))
    answered_at: Mapped[datetime | None]
    offered_by: Mapped[int | None]
    returned: Mapped[Sentence | None]
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    themes: Mapped[list[Theme]] = relationship(secondary=topic_theme, order_by=Theme.id)
    priorities: Mapped[list[Priority]] = relationship(secondary=topic_priority, order_by=Priority.id)

    __mapper_args__ = {"version_id_col": version}

    def stage(self, at: datetime) -> TopicState:
        """Where it stands at a moment: an open one is closed once its time is over."""
        if self.state == TopicState.OPEN and at >= self.closes_at:
            return TopicState.CLOSED
        return TopicState(self.state)

    def takes_comments(self, at: datetime) -> bool:
        """Whether a comment may come in now."""
        return self.stage(at) == TopicState.OPEN and at >= self.opens_at

    @property
    def last_day(self) -> date:
        """The last day on which comments come in: `closes_at` is the midnight after it."""
        return clock.local(self.closes_at).date() - timedelta(days=1)

    @property
    def is_public(self) -> bool:
        """Whether everyone may open its page."""
        return self.state != TopicState.DRAFT


class TopicComment(Model):
    """One comment. Its words are the feedback item, gone once withdrawn; the row stays for the figures.

    `claimed_by` reads it until `claimed_until`; `turn` counts changes, so that two who decide meet.
    """

    __tablename__ = "topic_comment"
    __table_args__ = (
        Index("ix_topic_comment_desk", "area_id", "state", "sent_on", "id"),
        Index("ix_topic_comment_topic", "topic_id", "state", "id"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )
    audience: Mapped[Audience] = mapped_column(String(20))
    head_count: Mapped[HeadCount | None] = mapped_column(String(20))
    state: Mapped[CommentState] = mapped_column(String(20))
    sent_on: Mapped[date]
    record_key: Mapped[int]
    claimed_by: Mapped[int | None]
    claimed_until: Mapped[datetime | None]
    turn: Mapped[int]

    topic: Mapped[Topic] = relationship()
    item: Mapped[FeedbackItem | None] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="comment", order_by="Decision.id", passive_deletes=True
    )

    def claimant(self, at: datetime) -> int | None:
        """Who is reading it now; a claim lapses by itself."""
        held = self.claimed_until is not None and at < self.claimed_until
        return self.claimed_by if held else None

    @property
    def decision(self) -> "Decision | None":
        """The decision that stands, or that waits for an adult."""
        alive = [one for one in self.decisions if one.standing in (Standing.STANDS, Standing.PROPOSED)]
        return alive[-1] if alive else None


class Decision(Model):
    """One decision of a moderator: what, the coded reason that the author reads, and a kind word.

    `second_by` confirmed or returned it; `outside` and `outside_name`: a named outside second did, and
    `second_by` wrote it down. `batch` joins decisions that were made in one go and can be undone in one.
    """

    __tablename__ = "moderation_decision"
    __table_args__ = (
        Index("ix_moderation_decision_comment", "comment_id", "id"),
        Index("ix_moderation_decision_batch", "batch"),
        CheckConstraint("(outside IS NULL) = (outside_name IS NULL)", name="an_outside_second_has_a_name"),
    )

    id: Mapped[Id]
    comment_id: Mapped[int] = mapped_column(ForeignKey("topic_comment.id", ondelete="CASCADE"))
    act: Mapped[Act] = mapped_column(String(20))
    code: Mapped[Slug]
    note: Mapped[Sentence | None]
    standing: Mapped[Standing] = mapped_column(String(20))
    by: Mapped[int]
    at: Mapped[datetime]
    second_by: Mapped[int | None]
    outside: Mapped[Short | None]
    outside_name: Mapped[Short | None]
    batch: Mapped[int | None]

    comment: Mapped[TopicComment] = relationship(back_populates="decisions")
