"""An import and the services it read, which wait beside the directory until somebody puts them in."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Sentence, Short, Slug


class ImportKind(StrEnum):
    """What is read: Open Referral UK as JSON (3.0 or 1.0), or a table as CSV."""

    ORUK = "oruk"
    CSV = "csv"


class ImportState(StrEnum):
    """mapping: its columns are being named. reading: the worker reads it. ready: somebody may put it in."""

    MAPPING = "mapping"
    READING = "reading"
    READY = "ready"
    DONE = "done"
    DROPPED = "dropped"


class Verdict(StrEnum):
    """What putting it in would do with a service that was read."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class ServiceImport(Model):
    """One try to read services from a source. `source` is the slug of the feed's `title`.

    `address`: where it is read from on the web, or the name of the file. `content`: the file, packed,
    until it was read. `mapping`: our field by theirs, for a table. `counts`: how many of each verdict, and
    of services that are gone.
    """

    __tablename__ = "service_import"
    __table_args__ = (Index("ix_service_import_list", "area_id", "made_at", "id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kind: Mapped[ImportKind] = mapped_column(String(10))
    source: Mapped[Slug]
    title: Mapped[Short]
    address: Mapped[Sentence]
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[ImportState] = mapped_column(String(10))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    job_id: Mapped[int | None]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    put_in_at: Mapped[datetime | None]


class StagedService(Model):
    """A service as it was read. `values` are the fields of the directory, `organisation` who runs it.

    `differs`: fields that would change. `kept`: fields in which the feed differs from what was written
    here, and which stay as they are. `checked_on`: an ISO date, "" when the feed says none.
    """

    __tablename__ = "staged_service"
    __table_args__ = (Index("ix_staged_service_list", "import_id", "verdict", "id"),)

    id: Mapped[Id]
    import_id: Mapped[int] = mapped_column(ForeignKey("service_import.id", ondelete="CASCADE"))
    source_key: Mapped[Short]
    # under which others will read it, "" of one that was refused
    public_id: Mapped[str] = mapped_column(String(36), server_default="")
    name: Mapped[Short]
    verdict: Mapped[Verdict] = mapped_column(String(10))
    reason: Mapped[Sentence]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    organisation: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_on: Mapped[str] = mapped_column(String(10))
    differs: Mapped[list[str]] = mapped_column(JSON)
    kept: Mapped[list[str]] = mapped_column(JSON)
