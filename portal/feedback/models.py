"""A feedback item, the words taken out of it, and the themes and priorities it is sorted under."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, RandomId, Slug
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.frame_models import SubTheme
from portal.strategies.models import Priority, Theme


class ItemState(StrEnum):
    """unsent: its response is not submitted, so no member of staff sees it (but an alert stands)."""

    UNSENT = "unsent"
    SENT = "sent"
    READ = "read"
    CLEARED = "cleared"


class Desk(StrEnum):
    """Whose desk words lie on. topics: only those who moderate the topic read them, not the council."""

    PARTNERSHIP = "partnership"
    TOPICS = "topics"


class Stance(StrEnum):
    """What words say of a thing, as the person who sorted them read it."""

    WORKS = "works"
    DOES_NOT = "does-not"
    IDEA = "idea"
    MIXED = "mixed"


# what trends ask of every item, people first: a person with many comments is met once, in the index alone
OF_PEOPLE = (
    "record_key",
    "audience",
    "received_on",
    "source_kind",
    "occasion_id",
    "state",
    "desk",
)
# As words of SQL, by which a partial index is found. The last of them always hold: without them SQLite
# took this index for every count of an area's people, and read each row for what the index has not.
ON_THE_DESK = text("state <> 'unsent' AND desk = 'partnership' AND area_id > 0")


class FeedbackItem(Model):
    """Words as written. `source_kind` and `source_id` say what was asked, `occasion_id` in which wave.

    `personal_details` are the spans (kind, start, end) found in the words; staff see them masked.
    `may_quote`: the sender gave permission to quote these words, and can take it back; no by default.
    `stance` and `says_it_well` are what a person judged who sorted it; who and when stands in the audit.
    """

    __tablename__ = "feedback_item"
    __table_args__ = (
        Index("ix_feedback_item_list", "area_id", "state", "received_on", "id"),
        Index("ix_feedback_item_day", "area_id", "received_on", "id"),
        Index("ix_feedback_item_occasion", "source_kind", "occasion_id"),
        Index("ix_feedback_item_people", "area_id", *OF_PEOPLE),
        # the people of a period, each once, from the index alone; PostgreSQL asks the id what is locked
        Index(
            "ix_feedback_item_writers",
            "area_id",
            "received_on",
            "record_key",
            "audience",
            "state",  # SQLite reads the row for every column of a question that the index has not
            "desk",
            sqlite_where=ON_THE_DESK,
            postgresql_where=ON_THE_DESK,
            postgresql_include=["id"],
        ),
        CheckConstraint("(cleared_by IS NULL) = (cleared_at IS NULL)", name="cleared_by_someone_once"),
    )

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    words: Mapped[str] = mapped_column(Text)
    words_redacted: Mapped[str | None] = mapped_column(Text)
    personal_details: Mapped[list[Any]] = mapped_column(JSON)
    source_kind: Mapped[Slug]
    source_id: Mapped[int]
    occasion_id: Mapped[int]
    audience: Mapped[Audience] = mapped_column(String(20))
    mode: Mapped[Mode] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    channel: Mapped[Channel] = mapped_column(String(20))
    received_on: Mapped[date]
    state: Mapped[ItemState] = mapped_column(String(20))
    record_key: Mapped[int]
    desk: Mapped[Desk] = mapped_column(
        String(20), default=Desk.PARTNERSHIP, server_default=Desk.PARTNERSHIP
    )
    may_quote: Mapped[bool] = mapped_column(default=False, server_default=false())
    stance: Mapped[Stance | None] = mapped_column(String(20))
    says_it_well: Mapped[bool] = mapped_column(default=False, server_default=false())
    cleared_by: Mapped[int | None]
    cleared_at: Mapped[datetime | None]

    # words that are taken back take their tags and redactions with them
    tags: Mapped[list["Tag"]] = relationship(
        back_populates="item", order_by="Tag.id", cascade="all, delete-orphan", passive_deletes=True
    )
    redactions: Mapped[list["Redaction"]] = relationship(
        order_by="Redaction.start", cascade="all, delete-orphan", passive_deletes=True
    )


class Redaction(Model):
    """Words taken out, from `start` to `end` of the words as written, with the reason; both stay."""

    __tablename__ = "redaction"

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(ForeignKey("feedback_item.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    reason: Mapped[Slug]
    taken_out_by: Mapped[int]
    taken_out_at: Mapped[datetime]


def _standing(name: str, *columns: str, unique: bool = False) -> Index:
    still_there = text("removed_at IS NULL")
    return Index(name, *columns, unique=unique, sqlite_where=still_there, postgresql_where=still_there)


ABOUT = ("theme_id", "priority_id", "sub_theme_id", "criterion", "label")
LONGEST_LABEL = 60


class Tag(Model):
    """An item sorted under one thing: by whom or what, how, when and in which version of the frame.

    The thing is a theme, a priority, a sub-theme, the key of a criterion, or a label of free words.
    `put_how` is "person", or "suggestion" where a person confirmed one. Taken off, never deleted.
    """

    __tablename__ = "tag"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in ABOUT) + " = 1",
            name="about_one_thing",
        ),
        CheckConstraint("(removed_by IS NULL) = (removed_at IS NULL)", name="removed_by_someone_once"),
        *(_standing(f"uq_tag_item_{column}", "item_id", column, unique=True) for column in ABOUT),
        _standing("ix_tag_theme_item", "theme_id", "item_id"),
    )

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(ForeignKey("feedback_item.id", ondelete="CASCADE"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"), index=True)
    sub_theme_id: Mapped[int | None] = mapped_column(ForeignKey("sub_theme.id"), index=True)
    criterion: Mapped[str | None] = mapped_column(String(80))
    label: Mapped[str | None] = mapped_column(String(LONGEST_LABEL), index=True)
    frame_version: Mapped[int] = mapped_column(default=0, server_default="0")
    put_by: Mapped[int | None]
    put_how: Mapped[Slug]
    put_at: Mapped[datetime]
    removed_by: Mapped[int | None]
    removed_at: Mapped[datetime | None]

    item: Mapped[FeedbackItem] = relationship(back_populates="tags")
    theme: Mapped[Theme | None] = relationship()
    priority: Mapped[Priority | None] = relationship()
    sub_theme: Mapped[SubTheme | None] = relationship()

    @property
    def about(self) -> tuple[str, str]:
        """The kind of the thing and the word that names it on a form: ("themes", "health")."""
        if self.theme:
            return "themes", self.theme.slug
        if self.priority:
            return "priorities", self.priority.slug
        if self.sub_theme:
            return "subs", self.sub_theme.slug
        return ("criteria", self.criterion) if self.criterion else ("labels", self.label or "")
