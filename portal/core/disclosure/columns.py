"""The two sums that SQL works out for a cell: how many people, and the sum of their keys."""

from typing import Any

from sqlalchemy import ColumnElement, Label, Row, func
from sqlalchemy.orm import InstrumentedAttribute

from portal.core.disclosure.people_count import PeopleCount


def people_count_columns(
    record_key_column: ColumnElement[int] | InstrumentedAttribute[int], *, label: str = "people"
) -> tuple[Label[int], Label[int]]:
    """Return the two columns to select, for `read_people_count` to read with the same label.

    Each row under the sum must be one person: where a join repeats people (a response with
    three remarks on a theme), select the distinct response ids with their keys first. Rows in
    which the key is NULL are left out, so `case((condition, key))` counts a part of them.
    """
    return (
        func.count(record_key_column).label(f"{label}_count"),
        func.coalesce(func.sum(record_key_column), 0).label(f"{label}_key_sum"),
    )


def read_people_count(row: Row[*tuple[Any, ...]], *, label: str = "people") -> PeopleCount:
    """Return the PeopleCount of one row of a query that selected `people_count_columns`.

    PostgreSQL sums a bigint into a numeric, which arrives as a Decimal; it is a whole number.
    31-bit keys stay inside 63 bits up to 2**32 rows, so neither database can overflow.
    """
    figures = row._mapping
    return PeopleCount(int(figures[f"{label}_count"]), int(figures[f"{label}_key_sum"]))
