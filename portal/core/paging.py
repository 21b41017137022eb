"""Long lists a page at a time, by number, so that a page has an address and can be gone back to."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from portal.core.db import db

Row = TypeVar("Row")
SIZE = 50
LARGEST_NUMBER = 1_000_000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a longer list: `number` counts from 1, `size` is the most a page holds."""

    rows: list[Row]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """Where the page begins in the whole list, counting from 1; 0 when the list is empty."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """Where the page ends in the whole list; 0 when the list is empty."""
        return min(self.number * self.size, self.total)


def page_number(typed: str | None) -> int:
    """The page asked for in an address; anything that is not a page number is page 1."""
    if typed is None or not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(LARGEST_NUMBER)):
        return 1
    return max(1, int(typed))


def page_of(
    statement: Select[Any], number: int, *, size: int = SIZE, total: int | None = None
) -> Page[Any]:
    """One page of a select of whole objects, which must be ordered with a tie-breaker.

    A number beyond the end gives the last page: the list may have become shorter. Two queries, or one
    where the caller knows the total.
    """
    if total is None:
        everything = statement.order_by(None).subquery()
        total = db.session.scalar(select(func.count()).select_from(everything)) or 0
    number = min(number, max(1, -(-total // size)))
    rows = db.session.scalars(statement.limit(size).offset((number - 1) * size))
    return Page(list(rows), number, size, total)
