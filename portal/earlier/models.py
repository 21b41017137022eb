"""A file with earlier words, and which words of it are here; the words themselves are feedback items."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, RandomId, Short, Slug
from portal.core.vocabulary import Audience
from portal.core.workbook_sheets import Sheet


class EarlierState(StrEnum):
    """mapping: its columns are being named. trying: the worker reads it. ready: somebody may put it in.

    putting: its words come in, and staff see the first once all are here. taking: its words go, the first
    once all are out of sight.
    """

    MAPPING = "mapping"
    TRYING = "trying"
    READY = "ready"
    PUTTING = "putting"
    DONE = "done"
    DROPPED = "dropped"
    TAKING = "taking back"
    TAKEN_BACK = "taken back"


class Verdict(StrEnum):
    """What putting it in would do with some words. kept: they were cleared here, and stay as they are."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    REFUSED = "refused"


class EarlierFile(Model):
    """One file that somebody brought. `source` is the slug of `title`: the same one for the same survey.

    `content_locked`: the file, packed and locked, until its words are in or nobody wants them any more.
    `sheet`: which one of a workbook is read, "" in a CSV; `sheets`: all of them, as [name, rows, hidden].
    Of several sheets all but one have their own `source` (sheets.source_of).
    `headings` are those of its columns; `mapping` what each is (columns.Mapping). `counts`: how many
    words of each verdict, and how many rows were empty. `listed`: the first rows of each verdict, as
    [row, column, reason], without a word of what people said.
    """

    __tablename__ = "earlier_file"
    __table_args__ = (Index("ix_earlier_file_list", "area_id", "made_at", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    source: Mapped[Slug]
    title: Mapped[Short]
    file_name: Mapped[Short]
    content_locked: Mapped[bytes | None] = mapped_column(deferred=True)
    sheet: Mapped[Short]
    sheets: Mapped[list[list[Any]]] = mapped_column(JSON)
    headings: Mapped[list[str]] = mapped_column(JSON)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[EarlierState] = mapped_column(String(20))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    listed: Mapped[dict[str, Any]] = mapped_column(JSON)
    job_id: Mapped[int | None]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    put_in_at: Mapped[datetime | None]

    def all_sheets(self) -> tuple[Sheet, ...]:
        """Every sheet of the workbook; none of a CSV."""
        return tuple(Sheet(*kept) for kept in self.sheets)


class EarlierWords(Model):
    """That some words of a source are here. The row stays when they have gone: they do not come again.

    `words_key` is a keyed hash of their own key in the file, or of themselves; `print_of` one of all that
    the file says of them. `file_id` is the file that brought them last.
    """

    __tablename__ = "earlier_words"
    __table_args__ = (
        UniqueConstraint("area_id", "source", "words_key"),
        Index("ix_earlier_words_file", "file_id", "item_id"),
    )

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    source: Mapped[Slug]
    words_key: Mapped[str] = mapped_column(String(64))
    print_of: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[int] = mapped_column(ForeignKey("earlier_file.id"))
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )
    # the row of the file, as a spreadsheet counts
    number: Mapped[int]
    heading: Mapped[Short]
    audience: Mapped[Audience] = mapped_column(String(20))
    said_on: Mapped[date]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
