"""A release: the protected figures of one thing at one moment, as the bytes that are published."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug


class Release(Model):
    """The only release of one subject (a wave). `thing` is what it is a round of (a survey).

    `file` is the published file, byte for byte, and `sha256` its checksum. It holds protected figures
    only: exact ones are counted anew when a member of staff looks. `summary` is staff's own sentence.
    Once `published_at` stands, triggers of the database (migration 0012) refuse every change.
    """

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("area_id", "kind", "subject_id"),
        UniqueConstraint("area_id", "thing", "occasion"),
        Index("ix_release_list", "area_id", "closed_on", "id"),
        CheckConstraint("(published_by IS NULL) = (published_at IS NULL)", name="published_by_someone"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kind: Mapped[Slug]
    subject_id: Mapped[int]
    thing: Mapped[Slug]
    occasion: Mapped[Slug]
    title: Mapped[Short]
    round_title: Mapped[Short]
    opened_on: Mapped[date]
    closed_on: Mapped[date]
    file: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    summary: Mapped[Sentence]
    version: Mapped[int]
    prepared_by: Mapped[int]
    prepared_at: Mapped[datetime]
    published_by: Mapped[int | None]
    published_at: Mapped[datetime | None]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"))

    previous: Mapped["Release | None"] = relationship(remote_side="Release.id")
    quotes: Mapped[list["ReleaseQuote"]] = relationship(
        order_by="ReleaseQuote.id", cascade="all, delete-orphan"
    )

    @property
    def is_published(self) -> bool:
        """Whether everyone may see it, and nobody may change it."""
        return self.published_at is not None


class ReleaseQuote(Model):
    """The id of words that a release shows, never the words; a second person says yes to each.

    There is no foreign key: words that are taken back go, and then nothing stands here.
    """

    __tablename__ = "release_quote"
    __table_args__ = (
        UniqueConstraint("release_id", "item_id"),
        CheckConstraint("approved_by IS NULL OR approved_by <> chosen_by", name="two_people"),
    )

    id: Mapped[Id]
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"))
    item_id: Mapped[int]
    chosen_by: Mapped[int]
    approved_by: Mapped[int | None]
