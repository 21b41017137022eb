"""The bell and the steps: a commit rings once, a rollback never, a broken bell breaks nothing."""

import flask
import pytest
from sqlalchemy import text

from portal.core import bell, clock
from portal.core.db import db, gather_statistics, reading, transaction
from portal.core.outbox.actions import STEP
from portal.core.worker.engine import Worker, worker
from tests.core.outbox.posting import post


@pytest.fixture
def queue(app: flask.Flask) -> Worker:
    """The worker with nothing in its queue."""
    worker().queue[0].flush()
    return worker()


def test_a_commit_rings_once_however_often_it_was_asked(queue: Worker) -> None:
    with transaction():
        bell.ring_after_commit(STEP)
        bell.ring_after_commit(STEP)
        assert queue.queue[0].pending_count() == 0
    assert queue.queue[0].pending_count() == 1


def test_a_transaction_that_is_rolled_back_never_rings(queue: Worker) -> None:
    with pytest.raises(ValueError, match="no"), transaction():
        post("one@example.org")
        raise ValueError("no")
    with transaction():
        pass
    assert queue.queue[0].pending_count() == 0


def test_a_bell_that_cannot_be_rung_breaks_nothing(app: flask.Flask) -> None:
    def broken(_step: str) -> None:
        raise OSError("no disk")

    whole = app.extensions["ring"]
    app.extensions["ring"] = broken
    try:
        with transaction():
            bell.ring_after_commit(STEP)
    finally:
        app.extensions["ring"] = whole


def test_what_was_rung_for_is_done_from_the_queue(queue: Worker) -> None:
    done: list[str] = []
    queue.every_day.append(lambda at: done.append(at.isoformat()))
    huey, put = queue.queue
    try:
        put("daily")
        task = huey.dequeue()
        assert task is not None
        huey.execute(task)
        huey.execute(task)
    finally:
        queue.every_day.pop()
        queue.last_daily = ""
    assert len(done) == 1, "the daily step is done once a day"


@pytest.mark.pure  # PostgreSQL gathers its statistics by itself
def test_sqlite_knows_its_rows_after_a_day(app: flask.Flask) -> None:
    gather_statistics(clock.now())
    with reading():
        known = db.session.scalars(text("SELECT DISTINCT tbl FROM sqlite_stat1")).all()
    assert "area" in known
