"""A file is made by the worker: watched, stopped, made once, a clear end after a crash; and it goes."""

import os
import re
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import flask
import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.deployment import exports_folder
from portal.core.worker import actions as jobs
from portal.core.worker import running
from portal.core.worker.models import Job
from portal.exports import actions, files, making
from portal.exports.models import Export, FileFormat
from portal.exports.scope import Scope
from portal.feedback import actions as feedback
from portal.retention.actions import carry_out_retention
from portal.safeguarding.actions import Sender, screen_words
from portal.strategies.queries import strategy_by_slug
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from portal.surveys.results.queries import rounds_of
from tests.checked_client import CheckedClient
from tests.exports.exporting import LIST, PLAN, asked, files_in_folder, make
from tests.planting import area_called
from tests.saying import item, said
from tests.signing_in import sign_in


def only_job() -> Job:
    """The one export job, as it is now."""
    db.session.rollback()
    return db.session.query(Job).filter_by(kind="export").one()


def test_a_file_that_is_asked_for_twice_is_made_once(client: CheckedClient) -> None:
    sign_in(client, "officer")
    first = asked(client)
    assert asked(client) == first
    assert asked(client, format="csv") != first
    running.run_waiting()
    assert db.session.query(Export).count() == 2


def test_the_page_says_how_far_it_is_and_leads_to_the_file(client: CheckedClient) -> None:
    said("One.", cleared=True)
    sign_in(client, "officer")
    where = asked(client)
    assert "It waits for its turn." in client.get(where).text
    # what a screen reader says each time when the page loads itself again
    assert re.search(r"<title>Export: [^<]+\. Waiting\. - SEND Liverpool</title>", client.get(where).text)
    assert "http-equiv" not in client.get(where).text
    assert 'http-equiv="refresh"' in client.get(f"{where}?follow=yes").text
    assert "Being made" in client.get(LIST).text
    running.run_waiting()
    assert client.get(where).location == f"{LIST}{only_job().result}/"
    assert "Being made" not in client.get(LIST).text


def test_a_file_that_is_not_wanted_any_more_leaves_nothing(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        said(f"Number {number}.", cleared=True)
    monkeypatch.setattr(files, "ROWS_A_REPORT", 2)
    before, told = files_in_folder(), []

    def stop(done: int, total: int, words: str) -> None:
        told.append((done, total, words))
        if done == 2:
            raise running.JobCancelled

    area = area_called("liverpool")
    plan, rounds = strategy_by_slug(area, PLAN), rounds_of(area, clock.now())
    assert plan is not None
    scope = Scope(area, plan, rounds, "For the board", clock.now(), demonstration=True)
    with pytest.raises(running.JobCancelled):
        actions.make_file(scope=scope, file_format=FileFormat.CSV, folder=exports_folder(), report=stop)
    assert told[-1] == (2, 5, "Words.")
    assert files_in_folder() == before


def test_a_file_can_be_stopped_while_it_waits(client: CheckedClient) -> None:
    sign_in(client, "officer")
    where = asked(client)
    assert client.send(f"{where}cancel/", where).status_code == 303
    assert "It was cancelled." in client.get(where).text
    assert running.run_waiting() == 0
    assert db.session.query(Export).count() == 0


def test_a_killed_worker_leaves_a_clear_end_and_its_file_goes(client: CheckedClient) -> None:
    sign_in(client, "officer")
    where = asked(client)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with transaction():
        jobs.claim_job(job_id=only_job().id, at=clock.now())
    with transaction():
        only_job().run_by = f"{socket.gethostname()}/{ended.pid}/abc"
    half = exports_folder() / "half.xlsx"
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(b"half")
    assert running.end_broken_off(clock.now()) == 1
    assert "It stopped in the middle" in client.get(where).text
    assert make(client).startswith(LIST), "it can be made again"
    carry_out_retention(at=clock.now(), dry_run=False)
    assert half.exists(), "it may still be being made"
    long_ago = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(half, (long_ago, long_ago))
    carry_out_retention(at=clock.now(), dry_run=False)
    assert not half.exists()
    assert _file().exists()


def _file() -> Path:
    db.session.rollback()
    return Path(exports_folder() / db.session.query(Export).one().stored_as)


@pytest.mark.parametrize("how", ["taken back", "opened again", "locked"])
def test_a_file_with_words_that_may_not_leave_any_more_cannot_be_fetched(
    client: CheckedClient, how: str
) -> None:
    said("Two.", cleared=True)
    number = said("One.", cleared=True)
    sign_in(client, "officer")
    where = make(client)
    assert client.get(f"{where}file/").status_code == 200
    with transaction():
        _goes(number, how)
    response = client.get(f"{where}file/")
    assert response.status_code == 409
    assert "Someone took their words back" in response.text
    assert "Someone took their words back" in client.get(where).text
    carry_out_retention(at=clock.now(), dry_run=False)
    assert not _file().exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "insp-html"])
@pytest.mark.parametrize("how", ["taken back", "locked"])
def test_words_that_go_while_a_file_is_made_never_leave_in_it(
    client: CheckedClient, how: str, kind: str
) -> None:
    of_others = files_in_folder()
    for number in range(3):
        said(f"Number {number}.", cleared=True)
    number = said("One.", cleared=True)
    gone: list[str] = []

    class Watched(running.Running):
        def report(self, done: int, total: int, words: str = "") -> None:
            super().report(done, total, words)
            if not gone:
                gone.append(how)
                with flask.current_app.app_context(), transaction():
                    _goes(number, how)

    sign_in(client, "officer")
    where = asked(client, format=kind)
    running.register(making.JOB, lambda job: making.make(Watched(**vars(job))))
    try:
        running.run_waiting()
    finally:
        running.register(making.JOB, making.make)
    assert gone == [how]
    page = str(client.get(where).location)
    assert client.get(f"{page}file/").status_code == 409
    carry_out_retention(at=clock.now(), dry_run=False)
    assert files_in_folder() <= of_others


def _goes(number: int, how: str) -> None:
    """Words are taken back, opened again, or locked by an alert."""
    if how == "taken back":
        own = db.session.query(Response).filter_by(record_key=item(number).record_key).one()
        take_back(response=own)
    elif how == "opened again":
        feedback.open_again(item=item(number), by=1, at=clock.now())
    else:
        screen_words(
            area=area_called("liverpool"),
            words="My uncle hits me.",
            subject_id=number,
            sender=Sender("test", 1),
            at=clock.now(),
        )


def test_words_that_are_cleared_later_leave_an_older_file_as_it_is(client: CheckedClient) -> None:
    said("One.", cleared=True)
    sign_in(client, "officer")
    where = make(client)
    said("Two.", cleared=True)
    said("Three.")
    assert client.get(f"{where}file/").status_code == 200


def test_a_file_is_kept_for_the_days_of_the_setting(client: CheckedClient) -> None:
    said("One.", cleared=True)
    sign_in(client, "officer")
    where = make(client)
    assert "We keep it for 30 days." in client.get(where).text
    with clock.at(clock.now() + timedelta(days=29)):
        carry_out_retention(at=clock.now(), dry_run=False)
        assert _file().exists()
    with clock.at(clock.now() + timedelta(days=32)):
        carry_out_retention(at=clock.now(), dry_run=True)
        assert _file().exists()
        carry_out_retention(at=clock.now(), dry_run=False)
    assert not _file().exists()
    assert db.session.query(Export).one().removed_at is not None
    assert client.get(f"{where}file/").status_code == 404


def test_a_plan_that_has_gone_ends_the_job_with_a_sentence(client: CheckedClient) -> None:
    sign_in(client, "officer")
    with transaction():
        area = area_called("liverpool")
        wanted = {"rounds": ["1999"], "strategy": PLAN, "purpose": "For the board", "format": "csv"}
        making.ask_for(area=area, wanted=wanted, title="1999", by=1)
    running.run_waiting()
    assert only_job().words == "There is nothing to export yet."


def test_files_of_different_kinds_bear_different_names(client: CheckedClient) -> None:
    sign_in(client, "officer")
    named = {}
    for kind in ("xlsx", "charts", "board-docx", "insp-docx"):
        file = client.get(f"{make(client, format=kind)}file/")
        named[kind] = file.headers["Content-Disposition"].split("filename=")[1].rsplit("-liverpool-", 1)[0]
    assert named == {
        "xlsx": "send-themes",
        "charts": "send-charts",
        "board-docx": "send-board-pack-2023",
        "insp-docx": "send-inspection-pack-2023",
    }
