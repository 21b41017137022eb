"""School terms: the first days that ship, and the term in which a day lies by an area's own list."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from portal.core import checked_yaml

FILE = Path(__file__).parent / "data" / "terms.yaml"
# from the first day of the summer term to the end of August is the longest; past it the list ran out
LONGEST_TERM = timedelta(days=170)


@cache
def shipped_terms() -> tuple[str, ...]:
    """The first days, written 2026-09-01, the earliest first."""
    return tuple(checked_yaml.load_shipped(FILE)["terms"])


def term_of(first_days: Collection[str], day: date) -> date | None:
    """The first day of the term of a day, with the holidays after it; None where the list says none."""
    begun = [first for first in map(date.fromisoformat, first_days) if first <= day]
    newest = max(begun, default=None)
    return newest if newest is not None and day < newest + LONGEST_TERM else None
