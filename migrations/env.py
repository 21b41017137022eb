"""Runs the migrations with the app's own connection, on SQLite and on PostgreSQL alike."""

from typing import Any

from alembic import context
from flask import current_app

from portal.core.db import Moment, db


def as_plain_type(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own column types as what they are in the database: migrations never import the app."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def is_ours(_item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Whether models describe it: full-text tables and indexes are each engine's own (0037_search.py)."""
    return not (kind in {"table", "index"} and (name or "").startswith("search_fts"))


def keep_foreign_keys(connection: Any, *, on: bool) -> None:
    """Past SQLAlchemy, which begins a transaction first: within one SQLite passes over this PRAGMA, and a
    table that is rebuilt would take the rows with it that hang from it."""
    connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def run() -> None:
    """Migrate online; SQLite rebuilds tables (`render_as_batch`), with foreign keys off meanwhile."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            keep_foreign_keys(connection, on=False)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            include_object=is_ours,
            render_item=as_plain_type,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        if sqlite:
            connection.commit()
            keep_foreign_keys(connection, on=True)


run()
