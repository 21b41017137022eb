"""Long jobs: what was asked for, how far it is, and how it ended."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Sentence, Short, Slug

OPEN = text("state IN ('waiting', 'running')")


class JobState(StrEnum):
    """How a job stands; the last three are its end."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Model):
    """One long job of an area. `done` of `total` steps; a total of 0 means that it is not known yet.

    `once_key` names what it makes: only one with the same key is open at a time, so a job that is
    started twice is one job. `words` are one plain sentence about it now. `result` says where the
    feature keeps what was made. `beat_at` is the last sign of life, `run_by` the process that runs it.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_open", "once_key", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_job_list", "area_id", "made_at", "id"),
        Index("ix_job_state", "state", "id"),
        CheckConstraint(
            "done >= 0 AND total >= 0 AND (total = 0 OR done <= total)", name="done_within_total"
        ),
    )

    id: Mapped[Id]
    area_id: Mapped[int | None]
    kind: Mapped[Slug]
    title: Mapped[Short]
    once_key: Mapped[Short]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[JobState] = mapped_column(String(20))
    done: Mapped[int]
    total: Mapped[int]
    words: Mapped[Sentence]
    result: Mapped[Short | None]
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    run_by: Mapped[Short | None]

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs, and so can be cancelled."""
        return self.state in {JobState.WAITING, JobState.RUNNING}

    @property
    def percent(self) -> int | None:
        """How much of it is done, 0 to 100; None while the total is not known."""
        return 100 * self.done // self.total if self.total else None
