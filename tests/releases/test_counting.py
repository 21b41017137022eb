"""Counting in the worker: one moment, one job, a clear end after a crash."""

import json
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any

import flask
import pytest

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.worker import actions as jobs
from portal.core.worker import running
from portal.core.worker.models import Job, JobState
from portal.releases.figures import CountedTable
from portal.releases.kinds import Report
from portal.releases.models import Release
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from portal.surveys.results.releasing import nobody_allows, wave_kind
from tests.checked_client import CheckedClient
from tests.releases.releasing import KIND, STAFF, after_it, answered, prepare, publish, wave_of, with_kind


def asked_for(client: CheckedClient) -> str:
    """The page of a count that was asked for after the round's end."""
    address = f"{STAFF}prepare/{KIND}/{wave_of().id}/"
    answer = client.send(address, STAFF)
    assert answer.status_code == 303
    return str(answer.location)


def test_a_count_that_is_started_twice_is_one(client: CheckedClient) -> None:
    answered({"agree-lot": 40})
    with after_it(client):
        assert asked_for(client) == asked_for(client)
        assert db.session.query(Job).filter_by(kind="release").count() == 1


def test_what_changes_in_the_middle_is_not_seen_by_half_of_the_tables(
    client: CheckedClient, app: flask.Flask
) -> None:
    answered({"agree-lot": 60})
    base = wave_kind(nobody_allows)

    def everybody_leaves() -> None:
        with app.app_context(), transaction():
            for response in db.session.query(Response).all():
                take_back(response=response)

    def count(area: Area, wave_id: int, report: Report) -> list[CountedTable]:
        def report_and_change(done: int, total: int, words: str) -> None:
            report(done, total, words)
            if done == 1:
                everybody_leaves()

        return base.count(area, wave_id, report_and_change)

    with_kind(app, replace(base, count=count))
    try:
        with after_it(client):
            prepare(client)
    finally:
        with_kind(app, base)
    content = figures_of(db.session.query(Release).one())
    who = next(one for one in content if one["key"] == "mode")
    asked = next(one for one in content if (one["key"], one["mode"]) == ("plan.heard", "standard"))
    assert who["people"] is not None
    assert who["people"] == asked["people"], "the same sixty people have the same figure"
    assert db.session.query(Response).count() == 0


def figures_of(release: Release) -> list[dict[str, Any]]:
    """The tables of a release that is not published yet."""
    tables: list[dict[str, Any]] = json.loads(release.file)["tables"]
    return tables


def test_a_killed_count_has_a_clear_end_and_keeps_nothing(client: CheckedClient) -> None:
    answered({"agree-lot": 40})
    with after_it(client):
        page = asked_for(client)
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        with transaction():
            job = db.session.query(Job).filter_by(kind="release").one()
            jobs.claim_job(job_id=job.id, at=clock.now())
        with transaction():
            db.session.query(Job).one().run_by = f"{socket.gethostname()}/{ended.pid}/abc"
        assert running.end_broken_off(clock.now()) == 1
        assert "It stopped in the middle" in client.get(page).text
        assert db.session.query(Release).count() == 0
        publish(client, prepare(client))


def test_a_count_can_be_watched_and_stopped(client: CheckedClient) -> None:
    with after_it(client):
        page = asked_for(client)
        assert "http-equiv" not in client.get(page).text
        assert 'http-equiv="refresh"' in client.get(f"{page}?follow=yes").text
        assert client.send(f"{page}cancel/", page).status_code == 303
        assert "It was cancelled." in client.get(f"{page}?follow=yes").text
        assert running.run_waiting() == 0


def test_a_round_that_is_open_again_when_the_worker_comes_is_refused(client: CheckedClient) -> None:
    with after_it(client):
        page = asked_for(client)
        with transaction():
            wave_of().closes_at = clock.now() + timedelta(days=90)
        running.run_waiting()
        assert "when the round has ended" in client.get(page).text
        assert db.session.query(Job).one().state == JobState.FAILED


def test_a_page_of_another_job_is_not_found(client: CheckedClient) -> None:
    with transaction():
        other = jobs.start_job(kind="test", title="A", once_key="a", area=1, by=None, at=clock.now()).id
    with after_it(client):
        assert client.get(f"{STAFF}preparing/{other}/").status_code == 404


@pytest.mark.parametrize("survey", ["parents-and-carers", "young-people"])
def test_a_wave_of_nobody_can_be_counted(client: CheckedClient, survey: str) -> None:
    with after_it(client):
        where = prepare(client, survey)
        assert "not enough" in client.get(where).text


def test_every_group_that_was_asked_has_its_tables_whoever_answered(client: CheckedClient) -> None:
    shapes = []
    for counts in ({"agree-lot": 40}, {"disagree-lot": 40}):
        answered(counts)
        with after_it(client):
            prepare(client)
        tables = figures_of(db.session.query(Release).one())
        shapes.append([(one["key"], one["group"], [c["code"] for c in one["cells"]]) for one in tables])
    assert shapes[0] == shapes[1]
