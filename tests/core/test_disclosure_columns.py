"""The count and the sum of keys are worked out in SQL and read as a PeopleCount."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy import BigInteger, Row, case, create_engine, select
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count


class Tables(DeclarativeBase):
    """The tables of this test."""


class Reply(Tables):
    """One person's reply."""

    __tablename__ = "reply"
    id: Mapped[int] = mapped_column(primary_key=True)
    record_key: Mapped[int] = mapped_column(BigInteger)
    choice: Mapped[str]


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Tables.metadata.create_all(engine)
    with Session(engine) as session:
        choices = ["yes", "no", "yes", "yes", "no"]
        keys = [2**31 - 1, 5, 2**31 - 2, 7, 11]
        session.add_all(
            Reply(record_key=key, choice=choice) for key, choice in zip(keys, choices, strict=True)
        )
        session.flush()
        yield session
    engine.dispose()


def test_a_grouped_query_gives_a_count_for_each_group(session: Session) -> None:
    query = select(Reply.choice, *people_count_columns(Reply.record_key)).group_by(Reply.choice)
    cells = {row.choice: read_people_count(row) for row in session.execute(query)}
    assert cells == {"yes": PeopleCount(3, 2**32 + 4), "no": PeopleCount(2, 16)}


def test_nobody_is_a_count_of_nothing(session: Session) -> None:
    query = select(*people_count_columns(Reply.record_key)).where(Reply.choice == "maybe")
    assert read_people_count(session.execute(query).one()) == PeopleCount(0, 0)


def test_a_base_and_a_part_of_it_are_read_from_one_row(session: Session) -> None:
    part = case((Reply.choice == "no", Reply.record_key))
    query = select(
        *people_count_columns(Reply.record_key, label="base"),
        *people_count_columns(part, label="part"),
    )
    row = session.execute(query).one()
    assert read_people_count(row, label="base") == PeopleCount(5, 2**32 + 20)
    assert read_people_count(row, label="part") == PeopleCount(2, 16)


def test_the_decimal_that_postgresql_sums_to_is_read_as_a_whole_number() -> None:
    columns = SimpleResultMetaData(["people_count", "people_key_sum"])
    row: Row[int, Decimal] = IteratorResult(columns, iter([(3, Decimal(2**32 + 4))])).one()
    assert read_people_count(row) == PeopleCount(3, 2**32 + 4)
