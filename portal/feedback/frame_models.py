"""An area's frame for sorting: sub-themes under the common themes, and the versions of the whole."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug
from portal.strategies.models import Theme


class SubTheme(Model):
    """A part of a common theme, as one area sorts by it, with what belongs there and what does not.

    `since` and `ended` are numbers of versions of the frame: it may be put on words from `since` on, until
    `ended` (None: still). Ended by a merge it names what it was merged into; one that a split made names
    what it was split from. Nothing is deleted: tags of that time stay where they are.
    """

    __tablename__ = "sub_theme"
    __table_args__ = (
        UniqueConstraint("area_id", "slug"),
        CheckConstraint("ended IS NULL OR ended > since", name="ends_after_it_begins"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    slug: Mapped[Slug]
    name: Mapped[Short]
    meaning: Mapped[Sentence]
    includes: Mapped[Sentence]
    excludes: Mapped[Sentence]
    since: Mapped[int]
    ended: Mapped[int | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("sub_theme.id"))
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("sub_theme.id"))

    theme: Mapped[Theme] = relationship()


class FrameVersion(Model):
    """One version of an area's frame: why it changed, and the whole of it as it stood then.

    Version 0 has no row: the common themes alone.
    """

    __tablename__ = "frame_version"
    __table_args__ = (UniqueConstraint("area_id", "number"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    number: Mapped[int]
    note: Mapped[Sentence]
    holds: Mapped[list[Any]] = mapped_column(JSON)
    made_by: Mapped[int]
    made_at: Mapped[datetime]
