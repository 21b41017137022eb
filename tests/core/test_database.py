"""The database: what SQLite is told, moments in UTC, and the two blocks that begin and end transactions."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import flask
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from portal.areas.models import Locality
from portal.core import audit
from portal.core.audit import AuditEntry
from portal.core.db import db, in_batches, random_id, reading, transaction
from tests.deployment import Deployment

SUMMER = datetime(2026, 7, 1, 23, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))


def write(at: datetime = SUMMER) -> None:
    """One row."""
    audit.record(act="tried", by=None, area=None, at=at, subject=("test", None))


def written() -> list[AuditEntry]:
    """The rows that are there, asked anew."""
    db.session.rollback()
    return list(db.session.scalars(sa.select(AuditEntry).where(AuditEntry.subject_kind == "test")))


@pytest.mark.pure
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 15_000)],
)
def test_sqlite_is_told_to_lose_nothing(app: flask.Flask, pragma: str, value: object) -> None:
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_row_that_points_nowhere_is_refused(app: flask.Flask) -> None:
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Locality(area_id=999_999, slug="nowhere", name="Nowhere", position=1))


def test_a_moment_comes_back_in_utc_to_the_microsecond(app: flask.Flask) -> None:
    with transaction():
        write()
    at = written()[0].at
    assert at == SUMMER
    assert at.tzinfo == UTC
    assert at.isoformat() == "2026-07-01T22:30:15.123456+00:00"


def test_a_moment_without_its_zone_is_refused(app: flask.Flask) -> None:
    with pytest.raises(StatementError, match="needs its time zone"), transaction():
        write(SUMMER.replace(tzinfo=None))


def test_moments_are_ordered_and_compared_by_the_database(app: flask.Flask) -> None:
    with transaction():
        for hours in (3, 1, 2):
            write(SUMMER + timedelta(hours=hours))
    rows = db.session.scalars(
        sa.select(AuditEntry.at)
        .where(AuditEntry.subject_kind == "test", AuditEntry.at > SUMMER + timedelta(hours=1))
        .order_by(AuditEntry.at)
    )
    assert [at - SUMMER for at in rows] == [timedelta(hours=2), timedelta(hours=3)]


def test_a_transaction_is_kept_at_its_end(app: flask.Flask) -> None:
    with transaction():
        write()
    assert len(written()) == 1


def test_a_transaction_that_fails_leaves_nothing(app: flask.Flask) -> None:
    with pytest.raises(LookupError), transaction():
        write()
        db.session.flush()
        raise LookupError
    assert written() == []


def test_a_transaction_does_not_keep_what_was_left_from_before(app: flask.Flask) -> None:
    write()
    with transaction():
        pass
    assert written() == []


def test_what_is_written_while_reading_is_dropped(app: flask.Flask) -> None:
    with reading():
        write()
        db.session.flush()
    assert written() == []


def test_while_one_reads_another_may_write(app: flask.Flask, deployment: Deployment) -> None:
    other = sa.create_engine(deployment.settings.database_url)
    with app.test_request_context("/", method="POST"), reading():
        written()
        with other.begin() as connection:
            connection.execute(sa.insert(AuditEntry).values(**_values()))
    other.dispose()
    deployment.written_by_others()
    assert len(written()) == 1


def _values() -> dict[str, object]:
    return {"at": SUMMER, "act": "tried", "subject_kind": "test", "details": {}}


def test_what_is_read_while_reading_with_a_snapshot_is_of_one_moment(
    app: flask.Flask, deployment: Deployment
) -> None:
    other = sa.create_engine(deployment.settings.database_url)
    count = sa.select(sa.func.count()).where(AuditEntry.subject_kind == "test")
    with app.test_request_context("/", method="POST"), reading(snapshot=True):
        before = db.session.scalar(count)
        with other.begin() as connection:
            connection.execute(sa.insert(AuditEntry).values(**_values()))
        assert db.session.scalar(count) == before == 0
    other.dispose()
    deployment.written_by_others()


def test_every_constraint_has_a_name_that_is_the_same_everywhere(app: flask.Flask) -> None:
    for table in db.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint!r}"
            assert len(str(constraint.name)) <= 63, constraint.name
        for index in table.indexes:
            assert index.name
            assert len(index.name) <= 63, index.name


@pytest.mark.pure
def test_random_ids_say_nothing_of_their_order() -> None:
    ids = [random_id() for _ in range(500)]
    assert len(set(ids)) == 500
    assert all(0 < number < 2**63 for number in ids)
    rises = sum(one < other for one, other in pairwise(ids))
    assert 190 < rises < 310


@pytest.mark.pure
@pytest.mark.parametrize("total", [0, 1, 499, 500, 501, 1234])
def test_batches_cover_everything_once_and_none_is_too_long(total: int) -> None:
    batches = list(in_batches(total))
    assert [number for batch in batches for number in batch] == list(range(total))
    assert all(0 < len(batch) <= 500 for batch in batches)
