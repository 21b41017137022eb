"""Reads of the pages that gather which belong to no single feature."""

from sqlalchemy import String, column, select, table

from portal.core.db import db


def revisions_of_database() -> frozenset[str]:
    """The migrations that the database stands at: one, unless someone made two heads."""
    number = column("version_num", String)
    rows = select(number).select_from(table("alembic_version", number)).order_by(number)
    return frozenset(db.session.scalars(rows))
