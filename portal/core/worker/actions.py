"""Every write of long jobs: start, claim, report, end, cancel, and a clear end after a crash."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, delete, update

from portal.core import bell
from portal.core.db import changed_one, db, insert_once
from portal.core.errors import RuleBroken
from portal.core.processes import has_ended, this_process
from portal.core.worker.models import OPEN, Job, JobState
from portal.core.worker.queries import open_job, running

STEP = "jobs"
SILENCE = timedelta(minutes=10)
KEPT = timedelta(days=90)
WAITS = "It waits for its turn."
RUNS = "It has begun."
DONE = "It is done."
CANCELLED = "It was cancelled."
BROKE_OFF = "It stopped in the middle, because the worker stopped. Nothing was lost. Start it again."
WENT_WRONG = "Something went wrong with it. Start it again, and tell your admin if that does not help."


def start_job(
    *,
    kind: str,
    title: str,
    once_key: str,
    area: int | None,
    by: int | None,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> Job:
    """Queue a long job in the running transaction; the worker begins it after the commit.

    `kind` is one that a feature has handed to `register`; `details` are plain values for it.
    Started twice (the same `once_key` while one is open) gives the job that is there.
    """
    values = {
        "kind": kind,
        "title": title,
        "once_key": once_key,
        "area_id": area,
        "details": details or {},
        "state": JobState.WAITING,
        "done": 0,
        "total": 0,
        "words": WAITS,
        "made_by": by,
        "made_at": at,
    }
    insert_once(Job, values, "once_key", OPEN)
    bell.ring_after_commit(STEP)
    job = open_job(once_key)
    if job is None:
        # the one that was there ended in this very moment
        raise RuleBroken("This has just ended. Start it again.")
    return job


def start_alone(*, kind: str, title: str, area: int, by: int, at: datetime, details: dict[str, Any]) -> Job:
    """Queue a job of which an area has one at a time; `details` say which step of which thing it is.

    The same step started twice gives the job that is there. Refuses (409) while there is another one.
    """
    once_key = alone_key(kind, area)
    job = start_job(kind=kind, title=title, once_key=once_key, area=area, by=by, at=at, details=details)
    if job.details != details:
        raise RuleBroken("Another import is under way. Wait until it has ended, or stop it.")
    return job


def alone_key(kind: str, area: int) -> str:
    """What an area has one open job of."""
    return f"{kind} {area}"


def claim_job(*, job_id: int, at: datetime) -> bool:
    """Take a waiting job for this process; False when another was quicker or it was cancelled."""
    waiting = update(Job).where(Job.id == job_id, Job.state == JobState.WAITING)
    values = {"state": JobState.RUNNING, "started_at": at, "beat_at": at, "run_by": this_process()}
    return changed_one(waiting.values(**values, words=RUNS))


def report(*, job_id: int, done: int, total: int, words: str, at: datetime) -> bool:
    """Note how far a job is; False when it is not this process's any more (cancelled, or given up)."""
    total = max(total, 0)
    done = min(max(done, 0), total) if total else max(done, 0)
    return changed_one(_mine(job_id).values(done=done, total=total, words=words[:1000], beat_at=at))


def end_job(*, job_id: int, state: JobState, words: str, at: datetime, result: str | None = None) -> bool:
    """Note how a job ended; False when someone else has ended it (it was cancelled meanwhile)."""
    values = {"state": state, "words": words[:1000], "ended_at": at, "beat_at": at, "result": result}
    if state == JobState.DONE:
        values["done"] = Job.total
    return changed_one(_mine(job_id).values(**values))


def cancel_job(*, job: Job, at: datetime) -> None:
    """Stop a job: one that waits never begins, one that runs stops at its next report."""
    still_open = update(Job).where(Job.id == job.id, OPEN)
    if not changed_one(still_open.values(state=JobState.CANCELLED, words=CANCELLED, ended_at=at)):
        raise RuleBroken("This job has ended already.")
    db.session.expire(job)


def end_broken_off(*, at: datetime) -> int:
    """A clear end for jobs whose worker was killed or has been silent too long; returns how many."""
    ended = 0
    for job in running():
        silent = job.beat_at is None or job.beat_at < at - SILENCE
        if silent or has_ended(job.run_by or ""):
            left = update(Job).where(
                Job.id == job.id, Job.state == JobState.RUNNING, Job.beat_at == job.beat_at
            )
            ended += changed_one(left.values(state=JobState.FAILED, words=BROKE_OFF, ended_at=at))
    return ended


def forget_old(*, at: datetime) -> None:
    """Delete jobs that ended, ninety days after they were made."""
    over = Job.state.not_in([JobState.WAITING, JobState.RUNNING])
    db.session.execute(delete(Job).where(over, Job.made_at < at - KEPT))


def _mine(job_id: int) -> Update:
    return update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING, Job.run_by == this_process())
