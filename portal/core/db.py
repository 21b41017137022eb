"""The database: typed base, constraint names, common columns and the one commit rule.

A request is one transaction. It is committed once, by `close_request`, after a POST that ended
well; every other request is rolled back, and a GET that tries to write is refused before it
reaches the database (named exceptions use `transaction`).
"""

import re
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, cast

import flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    CursorResult,
    DateTime,
    Executable,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    event,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MILLISECONDS = 15_000
# a little more than the longest time for which SQLite sleeps before it looks again
TURN_SECONDS = 0.11
CHANGES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|TRUNCATE)\b", re.IGNORECASE)
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python on both databases; refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, and without its zone where the database keeps none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: always aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The typed base of every table; its constraint names are the same on both databases."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)
TYPES: dict[Any, Any] = {datetime: Moment(), int: BigInteger().with_variant(Integer, "sqlite")}
cast(Any, db.Model).registry.update_type_annotation_map(TYPES)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def random_id() -> int:
    """A random positive 63-bit id: says nothing of order or time (rules.md, personal data)."""
    return secrets.randbits(63) or 1


def numbers_in(typed: Iterable[str]) -> list[int]:
    """The ids among what a form sent: whole numbers that a column can hold; all else is left out."""
    plain = (one for one in typed if one.isascii() and one.isdigit() and len(one) < 20)
    return [int(one) for one in plain if int(one) < 2**63]


Id = Annotated[int, mapped_column(primary_key=True)]
RandomId = Annotated[int, mapped_column(primary_key=True, default=random_id, autoincrement=False)]
Slug = Annotated[str, mapped_column(String(80))]
Short = Annotated[str, mapped_column(String(200))]
Sentence = Annotated[str, mapped_column(String(1000))]

_reading: ContextVar[bool] = ContextVar("reading", default=False)
_writing: ContextVar[bool] = ContextVar("writing", default=False)


class GetWrote(RuntimeError):
    """A GET tried to change the database; only named kinds may (architecture.md, commit)."""


def _may_write() -> bool:
    if not flask.has_request_context() or _writing.get():
        return True
    return flask.request.method not in {"GET", "HEAD", "OPTIONS"}


def _begins_writing() -> bool:
    if _writing.get():
        return True
    return flask.has_request_context() and _may_write() and not _reading.get()


@contextmanager
def reading(*, snapshot: bool = False) -> Iterator[None]:
    """Read without taking SQLite's write lock, then let go: for slow work within a POST.

    Lets go first of what the gate has read, which would hold the lock. `snapshot`: every query sees
    the same moment, as it always does on SQLite.
    """
    token = _reading.set(True)
    try:
        db.session.rollback()
        if snapshot and db.engine.dialect.name == "postgresql":
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield
    finally:
        db.session.rollback()
        _reading.reset(token)


@contextmanager
def transaction() -> Iterator[None]:
    """A transaction of its own, committed at the end: commands, and the two kinds of GET that write.

    The two kinds are `@logged_read` and the search counter (architecture.md, commit).
    """
    token = _writing.set(True)
    try:
        db.session.rollback()
        yield
        db.session.commit()
    finally:
        db.session.rollback()
        _writing.reset(token)


def close_request(response: flask.Response) -> None:
    """The commit rule: commit after a POST that ended well (below 400), else roll back."""
    if flask.request.method == "POST" and response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()


def insert_once(
    model: type[Base], values: dict[str, Any], unique: str | list[str], where: Any = None
) -> bool:
    """Insert a row unless one with the same value of `unique` is there; whether it was inserted.

    `unique`: a column, or the columns of an index over several.
    `where`: the condition of a unique index that covers only some rows. A double that was met as an
    error would break the whole transaction it stands in, so the database passes over it.
    """
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    columns = [unique] if isinstance(unique, str) else unique
    statement = cast(Any, insert)(model).values(**values)
    statement = statement.on_conflict_do_nothing(index_elements=columns, index_where=where)
    # the count of an INSERT is not known with every driver; what it returns is
    return db.session.execute(statement.returning(cast(Any, model).id)).first() is not None


def changed_one(statement: Executable) -> bool:
    """Carry out a change that is meant for one row; whether it found its row."""
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount == 1


def in_batches(total: int, size: int = 500) -> Iterator[range]:
    """Ranges of at most `size`: long jobs commit after each so that nobody waits for the lock."""
    for start in range(0, total, size):
        yield range(start, min(start + size, total))


def let_others_write() -> None:
    """Between two batches of a long job: a gap in which everybody who waits to write gets their turn.

    SQLite keeps no queue: who finds it locked looks again after up to 100 ms (its busy handler), so batches
    on each other's heels would shut families out for as long as the job lasts. PostgreSQL locks rows only.
    """
    if db.engine.dialect.name == "sqlite":
        time.sleep(TURN_SECONDS)


def gather_statistics(_at: datetime) -> None:
    """Once a day: SQLite looks at some rows, by which it chooses its ways; PostgreSQL does by itself.

    Without it a theme's words were found by going through all words. It takes moments, however many rows
    there are (`analysis_limit`, which SQLite's own documents advise).
    """
    if db.engine.dialect.name == "sqlite":
        with transaction():
            db.session.execute(text("PRAGMA analysis_limit = 1000"))
            db.session.execute(text("ANALYZE"))


@event.listens_for(Engine, "before_cursor_execute")
def _refuse_writes_of_a_get(_connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
    if CHANGES.match(statement) and not _may_write():
        raise GetWrote(f"{flask.request.endpoint} wrote on {flask.request.method}")


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy's "begin" event below says BEGIN, not the driver
    # the time to wait comes first: turning the journal on may already meet another's lock
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    # a write lock taken at the start waits its turn; one taken half-way fails at once
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _begins_writing() else "BEGIN")


def init_app(app: flask.Flask) -> None:
    """Bind the database to the app."""
    db.init_app(app)
