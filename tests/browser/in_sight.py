"""A long job that stops half way until somebody in a browser has looked at it."""

import threading
from collections.abc import Callable

from portal.core.worker import running
from portal.core.worker.running import Running, Work, run_waiting
from tests.deployment import Deployment
from tests.waiting import wait_until


def work_in_sight(deployment: Deployment, kind: str, work: Work, look: Callable[[], None]) -> None:
    """The worker does what waits, in a thread of its own; `look` is called while the job is half done."""
    half_way, seen = threading.Event(), threading.Event()

    class InSight(Running):
        def report(self, done: int, total: int, words: str = "") -> None:
            super().report(done, total, words)
            if 0 < done < total:
                half_way.set()
                assert seen.wait(60)

    def in_a_thread() -> None:
        with deployment.app.app_context():
            running.register(kind, lambda job: work(InSight(**vars(job))))
            run_waiting()

    worker = threading.Thread(target=in_a_thread)
    worker.start()
    try:
        wait_until(half_way.is_set, "the job is half done")
        look()
    finally:
        seen.set()
        worker.join()
        running.register(kind, work)
