"""The worker's step that runs long jobs, and what a job may call while it runs."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import flask

from portal.core import clock
from portal.core.db import reading, transaction
from portal.core.errors import RuleBroken
from portal.core.worker import actions, queries
from portal.core.worker.models import JobState

log = logging.getLogger("portal.worker")


class JobCancelled(Exception):
    """The job is not wanted any more: stop here, keep nothing half made."""


@dataclass(frozen=True)
class Running:
    """A job while it runs: its id, its area, who asked, and the plain values it was started with."""

    id: int
    area_id: int | None
    made_by: int | None
    details: dict[str, Any]

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how far it is, at least every few minutes; never from within a transaction that writes.

        It has a session of its own, so that it may stand in the middle of a `reading(snapshot=True)`.
        Raises JobCancelled when somebody has cancelled the job.
        """
        with flask.current_app.app_context(), transaction():
            mine = actions.report(
                job_id=self.id, done=done, total=total, words=words or actions.RUNS, at=clock.now()
            )
        if not mine:
            raise JobCancelled


# does the work and returns where the result is kept, or None
Work = Callable[[Running], str | None]
_kinds: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """Hand up what a kind of job does: called once by the feature that owns it."""
    _kinds[kind] = work


def run_waiting() -> int:
    """Run every job that waits, the oldest first; returns how many were run."""
    count = 0
    while (job_id := _next()) is not None:
        with transaction():
            claimed = actions.claim_job(job_id=job_id, at=clock.now())
        if claimed:
            _run(job_id)
            count += 1
    return count


def _next() -> int | None:
    with reading():
        return queries.next_waiting()


def _run(job_id: int) -> None:
    state, words, result = JobState.DONE, actions.DONE, None
    try:
        result = _work_of(job_id)
    except JobCancelled:
        return
    except RuleBroken as refusal:
        state, words = JobState.FAILED, refusal.message
    except Exception as problem:  # a job that breaks must end clearly and let the next one run
        # the kind only: the text of an error may hold what a family wrote
        log.error("job %s broke: %s", job_id, type(problem).__name__)
        state, words = JobState.FAILED, actions.WENT_WRONG
    with transaction():
        actions.end_job(job_id=job_id, state=state, words=words, result=result, at=clock.now())


def _work_of(job_id: int) -> str | None:
    with reading():
        job = queries.job_by_id(job_id)
        if job is None or job.kind not in _kinds:
            raise RuleBroken("This portal does not know this kind of job.")
        running = Running(job.id, job.area_id, job.made_by, job.details)
        work = _kinds[job.kind]
    return work(running)


def end_broken_off(at: datetime) -> int:
    """Give a clear end to what a killed worker left running."""
    with transaction():
        return actions.end_broken_off(at=at)


def forget_old(at: datetime) -> None:
    """Each day: remove jobs that ended long ago."""
    with transaction():
        actions.forget_old(at=at)
