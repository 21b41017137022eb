"""The health checks tell the machine that watches whether families can be served, and nothing else."""

import logging

import pytest
from sqlalchemy import text

from portal.core.db import db, transaction
from tests.checked_client import CheckedClient


def change(statement: str) -> None:
    with transaction():
        db.session.execute(text(statement))


def test_the_portal_says_that_it_lives(client: CheckedClient) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_it_is_ready_when_the_database_stands_at_the_newest_migration(client: CheckedClient) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0000'",
        "DELETE FROM alembic_version",
        "ALTER TABLE alembic_version RENAME TO elsewhere",
    ],
)
def test_it_is_not_ready_when_the_database_is_behind(client: CheckedClient, statement: str) -> None:
    change(statement)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json) == (503, {"status": "not ready"})


def test_health_checks_that_end_well_leave_no_line_in_the_log(
    client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="portal.requests"):
        client.get("/health/live")
        client.get("/health/ready")
        assert caplog.records == []
        change("DELETE FROM alembic_version")
        client.get("/health/ready")
    assert [record.name for record in caplog.records] == ["portal.requests"]


def test_search_machines_stay_away_from_made_up_data(client: CheckedClient) -> None:
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert "Disallow: /\n" in answer.get_data(as_text=True) + "\n"
