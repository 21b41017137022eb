"""The worker's own process is killed in the middle: each message arrives once all the same."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import flask
import pytest
import sqlalchemy as sa

import config
from portal.core import clock
from portal.core.outbox.delivery import send_due
from tests.core.outbox.posting import posted, states
from tests.deployment import SECRET, Deployment
from tests.mail_server import YES, MailServer
from tests.waiting import wait_until

PEOPLE = [f"person{number}@example.org" for number in range(4)]


@pytest.fixture
def start_worker(
    app: flask.Flask, deployment: Deployment, server: MailServer, tmp_path: Path
) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Starts `flask worker` processes, which are ended with the test."""
    deployment.written_by_others()
    settings = deployment.settings
    variables = {
        "PORTAL_SECRET_KEY": SECRET,
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_LIMITS_URL": settings.limits_url,
        "PORTAL_SMTP_URL": server.url,
        "PORTAL_MAIL_FROM": "portal@example.org",
        "PORTAL_MAIL_FOLDER": str(tmp_path),
        "PORTAL_JOBS_URL": f"sqlite-file://{tmp_path / 'jobs.sqlite'}",
    }
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--with-parent"]
        started.append(subprocess.Popen(command, cwd=config.ROOT, env={**os.environ, **variables}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_worker_killed_while_it_hands_over_sends_each_message_once(
    server: MailServer, start_worker: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    posted(*PEOPLE)
    first: list[subprocess.Popen[bytes]] = []

    def kill_at_the_third(address: str) -> None:
        if address == PEOPLE[2] and first:
            first.pop().send_signal(signal.SIGKILL)

    server.on_recipient = kill_at_the_third
    with server.listening():
        first.append(process := start_worker())
        assert process.wait(60) == -signal.SIGKILL
        assert server.recipients == PEOPLE[:2]
        start_worker()
        wait_until(lambda: states() == ["sent"] * 4, "every message is sent")
    assert server.recipients == PEOPLE


@contextmanager
def nobody_else_writes(url: str) -> Iterator[None]:
    """Hold every message (on SQLite the whole database), so that no other process can change one."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE outbox_message SET tries = tries")
        yield
        connection.rollback()
    engine.dispose()


def test_a_worker_killed_before_it_could_mark_a_message_does_not_send_it_again(
    deployment: Deployment,
    server: MailServer,
    start_worker: Callable[[], "subprocess.Popen[bytes]"],
    tmp_path: Path,
) -> None:
    posted(PEOPLE[0])
    journal = tmp_path / "handed-over.txt"
    hold = nobody_else_writes(deployment.settings.database_url)
    server.on_data = lambda _mail: hold.__enter__()
    with server.listening():
        process = start_worker()
        wait_until(lambda: journal.exists() and bool(journal.read_text()), "the journal's line")
        process.kill()
        process.wait()
        server.on_data = None
        hold.__exit__(None, None, None)
        assert states() == ["sending"]
        start_worker()
        wait_until(lambda: states() == ["sent"], "the message is marked")
    assert len(server.received) == 1


def test_a_second_try_has_the_same_message_id(mailing: flask.Flask, server: MailServer) -> None:
    posted(PEOPLE[0])
    server.after_data = "451 the answer was lost, says the line"
    with server.listening():
        send_due(clock.now())
        server.after_data = YES
        send_due(clock.now() + timedelta(minutes=2))
    assert states() == ["sent"]
    first, second = server.received
    assert first["Message-ID"] == second["Message-ID"]
