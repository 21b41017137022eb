"""What a database holds, in short: the rows of each table and a sum over them."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Table, select

from portal.core.db import db

# a person who signs in leaves a row: it says nothing of what they did
COMES_AND_GOES = ("sign_in",)


@dataclass(frozen=True)
class TableState:
    """How many rows a table holds, and a sum over every value in them."""

    rows: int
    checksum: str


def state(*, without: tuple[str, ...] = COMES_AND_GOES) -> dict[str, TableState]:
    """The state of every table but those left out."""
    tables = sorted(db.metadata.tables.values(), key=lambda table: table.name)
    found = {table.name: _state_of(table) for table in tables if table.name not in without}
    db.session.rollback()
    return found


def _state_of(table: Table) -> TableState:
    rows = sorted(repr(tuple(row)) for row in db.session.execute(select(table)))
    return TableState(len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12])


def changed(before: dict[str, TableState], after: dict[str, TableState]) -> dict[str, str]:
    """The tables that differ, each with how many rows it had and has."""
    return {
        name: f"{before[name].rows} -> {after[name].rows}" for name in after if before[name] != after[name]
    }
