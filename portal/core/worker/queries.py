"""Every read of long jobs."""

from sqlalchemy import select

from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.core.worker.models import OPEN, Job, JobState


def job_by_id(job_id: int) -> Job | None:
    """One job as it is now, read anew."""
    return db.session.get(Job, job_id, populate_existing=True)


def job_of(area_id: int, job_id: int) -> Job | None:
    """One job of an area."""
    return db.session.scalar(select(Job).where(Job.id == job_id, Job.area_id == area_id))


def open_job(once_key: str) -> Job | None:
    """The job with this key that waits or runs."""
    return db.session.scalar(select(Job).where(Job.once_key == once_key, OPEN))


def next_waiting() -> int | None:
    """The id of the job that has waited longest."""
    rows = select(Job.id).where(Job.state == JobState.WAITING)
    return db.session.scalar(rows.order_by(Job.id).limit(1))


def running() -> list[Job]:
    """Every job that runs, or ran when its worker was killed."""
    return list(db.session.scalars(select(Job).where(Job.state == JobState.RUNNING).order_by(Job.id)))


def job_of_kind(area_id: int, kind: str, job_id: int) -> Job | None:
    """One job of an area, if it is of this kind."""
    job = job_of(area_id, job_id)
    return job if job is not None and job.kind == kind else None


def open_jobs(area_id: int, kind: str) -> list[Job]:
    """The jobs of a kind that wait or run in an area, the newest first."""
    rows = select(Job).where(Job.area_id == area_id, Job.kind == kind, OPEN)
    return list(db.session.scalars(rows.order_by(Job.id.desc())))


def page_of_area(area_id: int, number: int) -> Page[Job]:
    """One page of an area's jobs, newest first."""
    rows = select(Job).where(Job.area_id == area_id)
    return page_of(rows.order_by(Job.made_at.desc(), Job.id.desc()), number)
