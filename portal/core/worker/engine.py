"""The worker's engine: huey over SQLite or Redis, a bell for the web process, rounds every ten seconds.

huey carries only the names of steps, never data: the rows in the database are the truth, so a lost
or doubled task changes nothing.
"""

import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import flask
from huey import Huey, RedisHuey, SqliteHuey
from huey.consumer import Consumer, Scheduler
from huey.serializer import SignedSerializer

from portal.core import bell, clock, keys
from portal.core.db import gather_statistics
from portal.core.outbox import delivery
from portal.core.outbox.actions import STEP as OUTBOX
from portal.core.worker import running
from portal.core.worker.actions import STEP as JOBS

log = logging.getLogger("portal.worker")
DAILY = "daily"
ROUND = timedelta(seconds=10)
FILE = "sqlite-file://"
Step = Callable[[datetime], object]


class Worker:
    """The steps of one app and the queue that rings for them."""

    def __init__(self, app: flask.Flask, url: str, secret_key: str) -> None:
        self.app, self.url, self.secret_key = app, url, secret_key
        self.every_day: list[Step] = [delivery.forget_old, running.forget_old, gather_statistics]
        self.steps: dict[str, Step] = {}
        self.busy: dict[str, threading.Lock] = {}
        self.add_step(OUTBOX, delivery.send_due)
        self.add_step(JOBS, run_jobs)
        self.add_step(DAILY, self.do_daily)
        self.last_daily = ""

    def add_step(self, name: str, step: Step) -> None:
        """Hand up a step of a feature: done when rung for, and every ten seconds."""
        self.steps[name], self.busy[name] = step, threading.Lock()

    @cached_property
    def queue(self) -> tuple[Huey, Callable[[str], object]]:
        """The queue and how to put a step into it, opened when first needed.

        Its entries are signed, because they are unpickled.
        """
        serializer = SignedSerializer(
            secret=keys.derive(self.secret_key, "worker queue").hex(), salt="portal"
        )
        if self.url.startswith(FILE):
            path = Path(self.url.removeprefix(FILE))
            path.parent.mkdir(parents=True, exist_ok=True)
            huey = SqliteHuey("portal", filename=str(path), serializer=serializer, results=False)
        else:
            huey = RedisHuey("portal", url=self.url, serializer=serializer, results=False)
        # an old ring says nothing new: the next round looks anyway
        put = huey.task(name="do_step", expires=2 * ROUND)(self.do_step)
        huey.periodic_task(lambda _now: True, name="do_round", expires=2 * ROUND)(self.do_round)
        return huey, put

    def ring(self, step: str) -> None:
        """Tell the worker to do a step now."""
        _huey, put = self.queue
        put(step)

    def do_round(self) -> None:
        """Every ten seconds: put every step into the queue, so that none waits behind another."""
        for step in self.steps:
            self.ring(step)

    def do_step(self, step: str) -> None:
        """Do one step, unless a thread of this worker is at it already."""
        if not self.busy[step].acquire(blocking=False):
            return
        try:
            with self.app.app_context():
                self.steps[step](clock.now())
        except Exception as problem:  # the next round tries again
            log.error("the worker's step %s broke: %s", step, type(problem).__name__)
        finally:
            self.busy[step].release()

    def do_daily(self, at: datetime) -> None:
        """Once a day, and once after each start."""
        today = clock.today().isoformat()
        if self.last_daily != today:
            for act in self.every_day:
                act(at)
            self.last_daily = today

    def run(self, *, with_parent: bool) -> None:
        """Work until stopped; `with_parent`: also until the process that started this one has ended."""
        consumer = _Consumer(self.queue[0], workers=len(self.steps), max_delay=1.0)
        if with_parent:
            consumer.parent = os.getppid()
        consumer.run()


def run_jobs(at: datetime) -> None:
    """Run what waits, after a clear end for what was broken off."""
    running.end_broken_off(at)
    running.run_waiting()


class _Rounds(Scheduler):
    periodic_task_seconds = int(ROUND.total_seconds())


class _Consumer(Consumer):
    """huey's consumer with rounds of our own length, which ends with its parent."""

    scheduler_class = _Rounds
    parent: int | None = None

    def loop(self, health_check_ts: float | None = None) -> Any:
        """One turn of the main loop."""
        if self.parent is not None and os.getppid() != self.parent:
            self.stop_flag.set()
        return super().loop(health_check_ts)


def worker() -> Worker:
    """The worker of the running app."""
    found = flask.current_app.extensions["worker"]
    assert isinstance(found, Worker)  # noqa: S101 - narrows the type of a registry we fill
    return found


def init_app(app: flask.Flask, url: str, secret_key: str) -> None:
    """Let commits ring for the worker."""
    made = Worker(app, url, secret_key)
    app.extensions["worker"] = made
    bell.init_app(app, made.ring)
