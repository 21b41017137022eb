"""What authors and readers ask of moderators: appeals, reports, ideas for topics, and the daily e-mail."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, RandomId, Sentence, Short, Slug
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem
from portal.topics.models import Decision, Space, Topic, TopicComment


class AppealState(StrEnum):
    """waiting: somebody else decides. upheld: the author was right. partly: with words taken out."""

    WAITING = "waiting"
    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not-upheld"


class Appeal(Model):
    """The author asks for another look at one decision, once; why is a feedback item, and may be empty.

    `outside` and `outside_name`: a named outside second decided, and `decided_by` wrote it down.
    """

    __tablename__ = "topic_appeal"
    __table_args__ = (
        Index("ix_topic_appeal_area", "area_id", "state", "asked_on", "id"),
        CheckConstraint("(decided_by IS NULL) = (answer IS NULL)", name="decided_with_an_answer"),
        CheckConstraint("(outside IS NULL) = (outside_name IS NULL)", name="an_outside_second_has_a_name"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("topic_comment.id", ondelete="CASCADE"), index=True)
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("moderation_decision.id", ondelete="CASCADE"), unique=True
    )
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )
    state: Mapped[AppealState] = mapped_column(String(20))
    asked_on: Mapped[date]
    answer: Mapped[Sentence | None]
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    outside: Mapped[Short | None]
    outside_name: Mapped[Short | None]

    comment: Mapped[TopicComment] = relationship()
    decision: Mapped[Decision] = relationship()
    item: Mapped[FeedbackItem | None] = relationship()


class ReportKind(StrEnum):
    """Why a reader asks moderators to look at a comment on the page."""

    NAMES = "names"
    UNKIND = "unkind"
    ONE_PERSON = "one-person"
    ADVERT = "advert"
    UNSAFE = "unsafe"


class CommentReport(Model):
    """One reader's report: which comment and why, and nothing of the reader. Never hides by itself."""

    __tablename__ = "comment_report"
    __table_args__ = (Index("ix_comment_report_comment", "comment_id", "settled_at"),)

    id: Mapped[RandomId]
    comment_id: Mapped[int] = mapped_column(ForeignKey("topic_comment.id", ondelete="CASCADE"))
    kind: Mapped[ReportKind] = mapped_column(String(20))
    reported_on: Mapped[date]
    settled_at: Mapped[datetime | None]


class IdeaState(StrEnum):
    """waiting: nobody has decided. posted: a topic was written from it. joined: it went into another."""

    WAITING = "waiting"
    POSTED = "posted"
    JOINED = "joined"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class TopicIdea(Model):
    """A family suggests a topic, privately; the words are a feedback item, gone once withdrawn."""

    __tablename__ = "topic_idea"
    __table_args__ = (Index("ix_topic_idea_area", "area_id", "state", "sent_on", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    space: Mapped[Space] = mapped_column(String(20))
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )
    audience: Mapped[Audience] = mapped_column(String(20))
    state: Mapped[IdeaState] = mapped_column(String(20))
    sent_on: Mapped[date]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    code: Mapped[Slug | None]
    note: Mapped[Sentence | None]
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]

    item: Mapped[FeedbackItem | None] = relationship()
    topic: Mapped[Topic | None] = relationship()


class DigestWish(Model):
    """A moderator wants the daily e-mail of what waits: numbers and ages, none of the text.

    `wish` names area and person, so that it is kept once.
    """

    __tablename__ = "topic_digest_wish"

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    wish: Mapped[Slug] = mapped_column(unique=True)


class SameForMe(Model):
    """One browser says of one comment on the page: same for me. Nothing else of the reader, and no time.

    `mark` is a keyed hash of the browser's own word and the comment, so it can be pressed once;
    `record_key` is the same for all that one browser presses on one topic, and means nothing.
    """

    __tablename__ = "same_for_me"
    __table_args__ = (Index("ix_same_for_me_comment", "comment_id", "record_key"),)

    id: Mapped[RandomId]
    comment_id: Mapped[int] = mapped_column(ForeignKey("topic_comment.id", ondelete="CASCADE"))
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    record_key: Mapped[int]


class BrokenGlass(Model):
    """An area admin opened words that moderators do not show, by a named act, and gave the reason.

    The reason is staff's own sentence. The words can be read until `until`, by the one who broke it.
    """

    __tablename__ = "topic_broken_glass"

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("topic_comment.id", ondelete="CASCADE"), index=True)
    reason: Mapped[Sentence]
    by: Mapped[int]
    at: Mapped[datetime]
    until: Mapped[datetime]

    comment: Mapped[TopicComment] = relationship()
