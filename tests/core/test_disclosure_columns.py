"""The count and the sum of keys are worked out in SQL and read as a PeopleCount."""

from collections.abc import Iterator

import flask
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count

REPLY = sa.Table(
    "reply",
    sa.MetaData(),
    sa.Column("record_key", sa.BigInteger, nullable=False),
    sa.Column("choice", sa.String, nullable=False),
    prefixes=["TEMPORARY"],
)
KEY, CHOICE = REPLY.c.record_key, REPLY.c.choice


@pytest.fixture
def connection(app: flask.Flask) -> Iterator[Connection]:
    """A connection to the test's database (PostgreSQL sums a bigint into a Decimal), five replies in it."""
    keys = {2**31 - 1: "yes", 5: "no", 2**31 - 2: "yes", 7: "yes", 11: "no"}
    with db.engine.connect() as connection:
        REPLY.create(connection)
        rows = [{"record_key": key, "choice": choice} for key, choice in keys.items()]
        connection.execute(sa.insert(REPLY), rows)
        yield connection
        REPLY.drop(connection)


def test_a_grouped_query_gives_a_count_for_each_group(connection: Connection) -> None:
    query = sa.select(CHOICE, *people_count_columns(KEY)).group_by(CHOICE)
    cells = {row.choice: read_people_count(row) for row in connection.execute(query)}
    assert cells == {"yes": PeopleCount(3, 2**32 + 4), "no": PeopleCount(2, 16)}


def test_nobody_is_a_count_of_nothing(connection: Connection) -> None:
    query = sa.select(*people_count_columns(KEY)).where(CHOICE == "maybe")
    assert read_people_count(connection.execute(query).one()) == PeopleCount(0, 0)


def test_a_base_and_a_part_of_it_are_read_from_one_row(connection: Connection) -> None:
    part = sa.case((CHOICE == "no", KEY))
    query = sa.select(
        *people_count_columns(KEY, label="base"),
        *people_count_columns(part, label="part"),
    )
    row = connection.execute(query).one()
    assert read_people_count(row, label="base") == PeopleCount(5, 2**32 + 20)
    assert read_people_count(row, label="part") == PeopleCount(2, 16)
