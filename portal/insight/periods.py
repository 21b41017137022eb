"""Months and quarters: the last so many up to today, each with its first day and its name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class Span(StrEnum):
    """How long a period is."""

    MONTHS = "months"
    QUARTERS = "quarters"


MONTHS_IN = {Span.MONTHS: 1, Span.QUARTERS: 3}
SHOWN = {Span.MONTHS: 24, Span.QUARTERS: 16}


@dataclass(frozen=True)
class Period:
    """From `first` until the day before `next_first`."""

    first: date
    next_first: date

    @property
    def label(self) -> str:
        """Short, for the axis of a chart and the row of a table: "2026-07"."""
        return f"{self.first:%Y-%m}"


def periods(span: Span, today: date) -> list[Period]:
    """The last 24 months or 16 quarters, the one that today is in at the end."""
    length, count = MONTHS_IN[span], SHOWN[span]
    month = today.year * 12 + today.month - 1
    begin = month - month % length - (count - 1) * length
    months = range(begin, begin + (count + 1) * length, length)
    firsts = [date(number // 12, number % 12 + 1, 1) for number in months]
    return [Period(first, after) for first, after in pairwise(firsts)]
