"""A worker killed in the middle of an import leaves the old directory whole."""

import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import flask
import pytest
import sqlalchemy as sa

import config
from portal.core import clock
from portal.core.db import db
from portal.core.worker import running
from portal.local_offer.directory.models import Service
from portal.local_offer.importing.models import ServiceImport
from tests.checked_client import CheckedClient
from tests.deployment import SECRET, Deployment
from tests.local_offer.feeds import FeedServer, private_hosts, serving_feed, version_three
from tests.local_offer.test_importing import IMPORTS, counts, of_address, put_in
from tests.signing_in import sign_in

DIES_BEFORE_THE_COMMIT = """
import os, signal
from wsgi import app
from portal.core.worker import running
from portal.local_offer.directory import changes
changes.listen(lambda *_what: os.kill(os.getpid(), signal.SIGKILL))
with app.app_context():
    running.run_waiting()
"""


@pytest.fixture
def surroundings(app: flask.Flask, deployment: Deployment, tmp_path: Path) -> dict[str, str]:
    """The environment of a worker over the test's database."""
    deployment.written_by_others()
    settings = deployment.settings
    return {
        **os.environ,
        "PORTAL_SECRET_KEY": SECRET,
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_LIMITS_URL": settings.limits_url,
        "PORTAL_MAIL_FOLDER": str(tmp_path),
        "PORTAL_JOBS_URL": f"sqlite-file://{tmp_path / 'jobs.sqlite'}",
        "PORTAL_FEED_HOSTS": "127.0.0.1",
    }


def names() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Service.name).order_by(Service.name)))


def test_killed_while_reading_or_while_putting_in_the_old_directory_stays(
    app: flask.Flask, surroundings: dict[str, str]
) -> None:
    officer = CheckedClient(app)
    sign_in(officer, "officer")
    server = FeedServer([version_three(number) for number in range(7)])
    with serving_feed(server), private_hosts(app, "127.0.0.1"):
        put_in(officer, of_address(officer, server))
        old = names()
        server.entries = [version_three(number, name=f"Anew {number}") for number in range(3, 12)]
        _killed_while_reading(officer, server, surroundings)
        assert names() == old
        where = of_address(officer, server)
        assert counts() == {"new": 5, "changed": 4, "gone": 3}
        assert officer.send(f"{where}put-in/", where).status_code == 303
        dying = [sys.executable, "-c", DIES_BEFORE_THE_COMMIT]
        ended = subprocess.run(dying, cwd=config.ROOT, env=surroundings, timeout=60)
        assert ended.returncode == -signal.SIGKILL
        assert names() == old
        assert running.end_broken_off(clock.now()) == 1
        assert "It stopped in the middle" in officer.get(where).text
        put_in(officer, where)
        assert [name for name in names() if name.startswith("Anew")] != []


def _killed_while_reading(officer: CheckedClient, server: FeedServer, variables: dict[str, str]) -> None:
    sent = officer.send(IMPORTS, title="City feed", kind="address", address=server.address)
    assert sent.status_code == 303
    worker: list[subprocess.Popen[bytes]] = []

    def kill_at_the_second_page(
        _path: str, query: dict[str, str], _handler: BaseHTTPRequestHandler
    ) -> bool:
        if query.get("page") == "2" and worker:
            worker.pop().send_signal(signal.SIGKILL)
        return False

    server.answer = kill_at_the_second_page
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--with-parent"]
    worker.append(process := subprocess.Popen(command, cwd=config.ROOT, env=variables))
    assert process.wait(60) == -signal.SIGKILL
    server.answer = None
    assert running.end_broken_off(clock.now()) == 1
    page = officer.get(sent.location).text
    assert "It was not read to its end." in page
    db.session.rollback()
    assert (
        db.session.scalars(sa.select(ServiceImport.state).order_by(ServiceImport.id.desc())).first()
        == "reading"
    )
