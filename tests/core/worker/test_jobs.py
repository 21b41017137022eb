"""Long jobs: started twice is one, progress, cancelling, a clear end after a crash."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import flask
import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.processes import has_ended
from portal.core.worker import actions, queries, running
from portal.core.worker.models import Job, JobState
from portal.core.worker.running import Running, register, run_waiting
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in

KIND = "test"


def started(once_key: str = "one", slug: str = "liverpool") -> int:
    """The id of a job that was started now."""
    with transaction():
        area = area_called(slug)
        job = actions.start_job(
            kind=KIND,
            title="A long list",
            once_key=once_key,
            area=area.id,
            by=None,
            at=clock.now(),
            details={"rows": 3},
        )
        return job.id


def job(job_id: int) -> Job:
    """The job as it is now."""
    db.session.rollback()
    found = queries.job_by_id(job_id)
    assert found is not None
    return found


def works(work: Callable[[Running], str | None]) -> None:
    """Let jobs of these tests do this."""
    register(KIND, work)


def test_a_job_reports_and_ends_with_its_result(app: flask.Flask) -> None:
    seen: list[tuple[int, int | None, str]] = []

    def work(this: Running) -> str:
        for row in range(1, this.details["rows"] + 1):
            this.report(row, 3, f"Row {row}.")
            now = job(this.id)
            seen.append((now.done, now.percent, now.words))
        return "list.csv"

    works(work)
    number = started()
    assert run_waiting() == 1
    assert seen == [(1, 33, "Row 1."), (2, 66, "Row 2."), (3, 100, "Row 3.")]
    assert (job(number).state, job(number).result) == (JobState.DONE, "list.csv")
    assert run_waiting() == 0


def test_a_job_started_twice_is_one_until_it_has_ended(app: flask.Flask) -> None:
    runs: list[int] = []
    works(lambda this: runs.append(this.id))
    first = started()
    assert started() == first
    run_waiting()
    second = started()
    assert second != first
    run_waiting()
    assert runs == [first, second]


def test_a_waiting_job_that_is_cancelled_never_begins(app: flask.Flask) -> None:
    works(lambda _this: pytest.fail("it began"))
    number = started()
    with transaction():
        actions.cancel_job(job=job(number), at=clock.now())
    assert run_waiting() == 0
    with transaction(), pytest.raises(RuleBroken):
        actions.cancel_job(job=job(number), at=clock.now())


def test_a_running_job_that_is_cancelled_stops_at_its_next_report(app: flask.Flask) -> None:
    def work(this: Running) -> None:
        with transaction():
            actions.cancel_job(job=job(this.id), at=clock.now())
        this.report(1, 3)
        pytest.fail("it went on")

    works(work)
    number = started()
    run_waiting()
    assert job(number).state == JobState.CANCELLED


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (RuleBroken("There is nothing in the list."), "There is nothing in the list."),
        (ValueError("Mum wrote this"), actions.WENT_WRONG),
    ],
)
def test_a_job_that_breaks_ends_with_a_plain_sentence(
    app: flask.Flask, problem: Exception, words: str
) -> None:
    def work(_this: Running) -> None:
        raise problem

    works(work)
    number = started()
    run_waiting()
    assert (job(number).state, job(number).words) == (JobState.FAILED, words)


def test_a_job_of_a_killed_worker_gets_a_clear_end(app: flask.Flask) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    killed, alive = started("killed"), started("alive")
    for number in (killed, alive):
        with transaction():
            actions.claim_job(job_id=number, at=clock.now())
    with transaction():
        job(killed).run_by = f"{socket.gethostname()}/{ended.pid}/abc"
    assert running.end_broken_off(clock.now()) == 1
    assert (job(killed).state, job(killed).words) == (JobState.FAILED, actions.BROKE_OFF)
    assert job(alive).state == JobState.RUNNING


def test_a_killed_worker_whose_parent_has_not_looked_has_ended_too() -> None:
    unseen = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = f"{socket.gethostname()}/{unseen.pid}/abc"
    assert not has_ended(name)
    unseen.kill()
    # seen to have ended and left where it is: what a parent that never looks leaves behind
    os.waitid(os.P_PID, unseen.pid, os.WEXITED | os.WNOWAIT)
    assert has_ended(name)
    unseen.communicate()


def test_a_silent_job_is_given_up_and_its_worker_cannot_end_it_any_more(app: flask.Flask) -> None:
    def work(this: Running) -> str:
        assert running.end_broken_off(clock.now() + timedelta(minutes=11)) == 1
        return "too late"

    works(work)
    number = started()
    run_waiting()
    assert (job(number).state, job(number).result) == (JobState.FAILED, None)


def test_a_number_given_again_to_a_new_process_is_not_taken_for_the_old_one(app: flask.Flask) -> None:
    number = started()
    with transaction():
        actions.claim_job(job_id=number, at=clock.now())
        db.session.flush()
    with transaction():
        job(number).run_by = f"{socket.gethostname()}/{os.getpid()}/another"
    assert running.end_broken_off(clock.now()) == 1


def test_the_page_shows_progress_and_cancels(client: CheckedClient) -> None:
    number = started()
    with transaction():
        actions.claim_job(job_id=number, at=clock.now())
        actions.report(job_id=number, done=1, total=3, words="Row 1.", at=clock.now())
    sign_in(client, "area admin")
    address = f"/liverpool/staff/jobs/{number}/"
    assert "A long list" in client.get("/liverpool/staff/jobs/").text
    page = client.get(address).text
    assert "1 of 3." in page
    assert "http-equiv" not in page
    assert 'http-equiv="refresh"' in client.get(f"{address}?follow=yes").text
    assert client.send(f"{address}cancel/", at=address).status_code == 303
    page = client.get(f"{address}?follow=yes").text
    assert "Cancelled." in page
    assert "http-equiv" not in page
    assert client.get(f"/wirral/staff/jobs/{number}/").status_code == 403
