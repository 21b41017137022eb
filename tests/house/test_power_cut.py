"""The server is killed in the middle of answering: every acknowledged answer is there afterwards."""

import http.client
import itertools
import threading
from collections.abc import Iterator

import pytest

from portal.core.db import db
from tests.deployment import Deployment
from tests.house.tabs import Tab
from tests.serving import Server, start
from tests.surveys.journey import FIRST, START

# PostgreSQL has its own proof against a power cut; this is about our SQLite settings
pytestmark = [pytest.mark.house, pytest.mark.pure]
CODES = ("ehcp", "isp")
FAMILIES, ENOUGH = 4, 60
OPEN = "open.best"


class Family:
    """One family that changes its mind again and again until the server is gone."""

    def __init__(self, address: str) -> None:
        self.tab = Tab(address).begin()
        self.acknowledged: dict[str, str] = {}
        self.sent: dict[str, str] = {}

    def answer_until_it_breaks(self, acknowledged: threading.Semaphore) -> None:
        """Send answer after answer; note each before it is sent and when it was acknowledged."""
        for turn in itertools.count():
            for key, name, value in (
                (FIRST, "answer", CODES[turn % 2]),
                (OPEN, "words", f"Words number {turn}"),
            ):
                self.sent[key] = value
                try:
                    status, _location = self.tab.post(f"{START}questions/{key}/", **{name: value})
                except (OSError, http.client.HTTPException):
                    return
                assert status == 303
                self.acknowledged[key] = value
                acknowledged.release()


@pytest.fixture
def server(deployment: Deployment) -> Iterator[Server]:
    """The real server over the planted database."""
    deployment.restore()
    server = start(deployment)
    yield server
    if server.process.poll() is None:
        server.stop()
    deployment.written_by_others()


def test_every_acknowledged_answer_survives_a_kill(deployment: Deployment, server: Server) -> None:
    families = [Family(server.address) for _ in range(FAMILIES)]
    acknowledged = threading.Semaphore(0)
    threads = [
        threading.Thread(target=family.answer_until_it_breaks, args=(acknowledged,)) for family in families
    ]
    for thread in threads:
        thread.start()
    for _ in range(ENOUGH):
        assert acknowledged.acquire(timeout=60)
    while not all(family.acknowledged for family in families):
        assert acknowledged.acquire(timeout=60)
    server.kill()
    for thread in threads:
        thread.join(60)
    again = start(deployment)
    try:
        for family in families:
            _has_kept(family, again.address)
    finally:
        again.stop()
    with deployment.app.app_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def _has_kept(family: Family, address: str) -> None:
    """What was acknowledged last stands there, or what was sent after it and already kept."""
    tab = Tab(address, family.tab.jar)
    assert family.acknowledged, "the server was killed before this family had answered"
    for key, value in family.acknowledged.items():
        page = tab.get(f"{START}questions/{key}/")[1]
        possible = {value, family.sent[key]}
        assert any(f'value="{one}" checked' in page or f"{one}</textarea>" in page for one in possible), key
