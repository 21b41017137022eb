"""A feed of 10,000 services: read, put in, brought again; a family answers a survey all the while."""

import json
import threading
import time

from portal.core import clock
from portal.core.db import reading, transaction
from portal.core.worker import running
from portal.local_offer.importing import actions
from portal.local_offer.importing.models import ImportKind, ServiceImport
from portal.local_offer.importing.queries import import_in
from tests.bench.ground import Report, planted
from tests.house.rows import changed, state
from tests.house.tabs import Tab
from tests.local_offer.feeds import version_three
from tests.planting import area_called
from tests.serving import start
from tests.surveys.journey import FIRST, START

SERVICES = 10_000
MOST_SECONDS = 60
LONGEST_WAIT = 1  # second: the directory changes in a few statements, whatever the size of the feed
CODES = ("ehcp", "isp")


def bench_importing(report: Report) -> None:
    """The whole way of an import by the worker's own code, beside the real server."""
    entries = [version_three(number, name=f"Club of the {number}th kite") for number in range(SERVICES)]
    content = json.dumps(entries).encode()
    with planted() as deployment, deployment.app.app_context():
        server = start(deployment, workers=1, threads=4)
        family = Family(server.address)
        try:
            first = _timed(content)
            before = state()
            again = _timed(content)
            moved = changed(before, state())
        finally:
            waits = family.stop()
            server.stop()
    report.line(f"{SERVICES} services of a feed read and put in", first, MOST_SECONDS, "s")
    report.note(f"the same feed once more in {again:.1f} s")
    touched = len({"service", "organisation", "staged_service"} & moved.keys())
    report.line("tables of the directory that the second time changed", touched, 0, "")
    report.note(f"a family's {len(waits)} answers meanwhile, median {sorted(waits)[len(waits) // 2]:.3f} s")
    report.line("the longest that an answer waited", max(waits), LONGEST_WAIT, "s")


class Family:
    """A phone that answers one question again and again until it is stopped."""

    def __init__(self, address: str) -> None:
        self.tab, self.waits, self.over = Tab(address).begin(), [0.0], threading.Event()
        self.thread = threading.Thread(target=self._answer)
        self.thread.start()

    def stop(self) -> list[float]:
        """The seconds that each answer took; fails when one was not taken."""
        self.over.set()
        self.thread.join(60)
        return self.waits

    def _answer(self) -> None:
        while not self.over.wait(0.05):
            began = time.perf_counter()
            status, _to = self.tab.post(f"{START}questions/{FIRST}/", answer=CODES[len(self.waits) % 2])
            self.waits.append(time.perf_counter() - began if status == 303 else float("inf"))


def _timed(content: bytes) -> float:
    began = time.perf_counter()
    with transaction():
        found = actions.begin_import(
            area=area_called("liverpool"),
            kind=ImportKind.ORUK,
            title="City feed",
            address="services.json",
            content=content,
            by=1,
            at=clock.now(),
        )
        number = found.id
        actions.start_reading(found=found, mapping={}, by=1, at=clock.now())
    running.run_waiting()
    with transaction():
        actions.start_putting_in(found=_again(number), by=1, at=clock.now())
    running.run_waiting()
    with reading():
        assert _again(number).state == "done"
    return time.perf_counter() - began


def _again(number: int) -> ServiceImport:
    found = import_in(area_called("liverpool"), number)
    assert found is not None
    return found
