"""One row written straight, where the unit of work would cost ten times what the write costs.

A flush goes over every relationship of what it changes; an answer is one row of a response that
has many. What is written here is what the session then knows, so that both can be mixed.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, Update, bindparam, insert, inspect, update
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from portal.core.db import Base, db


def insert_row(row: Base) -> None:
    """Insert a new row, with the defaults of what is not set; it is then of the session."""
    mapper = inspect(type(row))
    values = {column.key: getattr(row, column.key) for column in mapper.column_attrs}
    for name, default in _defaults(type(row)).items():
        if values[name] is None:
            values[name] = default.arg(None) if default.is_callable else default.arg
            setattr(row, name, values[name])
    db.session.execute(_insert_into(mapper.local_table), values)
    make_transient_to_detached(row)
    db.session.add(row)


def change_row(row: Base, **values: Any) -> None:
    """Set columns of a row that is known by its `id`; what is so already is not written."""
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not new:
        return
    table = inspect(type(row)).local_table
    db.session.execute(_update_one(table), {"which": getattr(row, "id")} | new)  # noqa: B009
    for name, value in new.items():
        set_committed_value(row, name, value)


def change_rows(rows: Sequence[Base], **values: Any) -> None:
    """Set columns of rows of one table, known by their `id`, by one statement."""
    if not rows:
        return
    table = inspect(type(rows[0])).local_table
    ids = [getattr(row, "id") for row in rows]  # noqa: B009
    db.session.execute(_update_many(table), {"which": ids} | values)
    for row in rows:
        for name, value in values.items():
            set_committed_value(row, name, value)


@cache
def _defaults(kind: type[Base]) -> dict[str, Any]:
    """What Python gives to a column that is not set, by its name; the database's own are its affair."""
    columns = inspect(kind).column_attrs
    return {one.key: one.columns[0].default for one in columns if one.columns[0].default is not None}


@cache
def _insert_into(table: Table) -> Insert:
    return insert(table)


@cache
def _update_one(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("which"))


@cache
def _update_many(table: Table) -> Update:
    return update(table).where(table.c.id.in_(bindparam("which", expanding=True)))
