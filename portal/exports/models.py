"""An export: who made which file, when, what for, what it holds and what was left out."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short
from portal.strategies.models import Strategy

SHORTEST_PURPOSE = 10


class FileFormat(StrEnum):
    """How the file is written."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    BOARD_WORD = "board-docx"
    BOARD_PAGE = "board-html"
    INSPECTION_WORD = "insp-docx"
    INSPECTION_PAGE = "insp-html"
    CHARTS = "charts"


# documents: the words in them are approved quotes, not every cleared comment
PACKS = frozenset(
    {
        FileFormat.BOARD_WORD,
        FileFormat.BOARD_PAGE,
        FileFormat.INSPECTION_WORD,
        FileFormat.INSPECTION_PAGE,
    }
)


class Holds(StrEnum):
    """What a file holds: protected figures with cleared words, a row a response, words by person, reach."""

    THEMED = "themed"
    RECORDS = "records"
    LAYOUT = "layout"
    REACH = "reach"


class Export(Model):
    """One file. It lies in the exports folder under a random name; this row outlives the file.

    `rows` are the cleared words in it (or its records, which belong to no plan), `not_cleared` the
    visible words left out because nobody had cleared them. `protection` are the settings of small
    numbers that were in force. `wave_ids` and `words_seal` say whether every word in it may still
    leave; without them nobody can tell. A file that retention has removed has `removed_at`.
    """

    __tablename__ = "export"
    __table_args__ = (Index("ix_export_area_at", "area_id", "made_at", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    strategy_id: Mapped[int | None] = mapped_column(ForeignKey("strategy.id"))
    holds: Mapped[Holds] = mapped_column(
        String(20), default=Holds.THEMED, server_default=Holds.THEMED.value
    )
    rounds: Mapped[list[str]] = mapped_column(JSON)
    format: Mapped[FileFormat] = mapped_column(String(10))
    purpose: Mapped[Sentence]
    stored_as: Mapped[Short]
    file_name: Mapped[Short]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    rows: Mapped[int]
    not_cleared: Mapped[int]
    protection: Mapped[dict[str, Any]] = mapped_column(JSON)
    wave_ids: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    words_seal: Mapped[str | None] = mapped_column(String(64))
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    strategy: Mapped[Strategy | None] = relationship()
