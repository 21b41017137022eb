"""The ground the bench stands on: a deployment with the shipped surveys, and how things are timed."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.areas.actions import load_shipped_areas
from portal.core import clock
from portal.core.db import transaction
from portal.strategies.actions import load_strategies
from tests.deployment import Deployment
from tests.planting import plant_surveys

ROUNDS = 5


@contextmanager
def planted() -> Iterator[Deployment]:
    """A migrated deployment with areas, strategies and open surveys, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    deployment = Deployment(folder, "bench")
    try:
        deployment.migrate()
        with deployment.app.app_context(), transaction():
            load_shipped_areas()
            load_strategies(by=None, at=clock.now())
            plant_surveys(clock.now())
        yield deployment
    finally:
        deployment.remove()
        shutil.rmtree(folder, ignore_errors=True)


def seconds(act: Callable[[], object], times: int) -> float:
    """Seconds one `act` takes: the best of a few rounds, so that a busy moment does not count."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(times):
            act()
        best = min(best, (time.perf_counter() - start) / times)
    return best


class Report:
    """Lines of figures, each with its bound; ends in failure when one is broken."""

    def __init__(self) -> None:
        self.broken = 0

    def line(self, what: str, measured: float, bound: float, unit: str) -> None:
        """One figure that must not be above its bound."""
        kept = measured <= bound
        self.broken += not kept
        print(
            f"{'kept  ' if kept else 'BROKEN'} {what}: {measured:.2f} {unit} (at most {bound:g})",
            flush=True,
        )

    def note(self, what: str) -> None:
        """A figure without a bound."""
        print(f"       {what}", flush=True)
