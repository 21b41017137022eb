"""Months and quarters: the last so many up to today, each with its first day and its name."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from flask_babel import format_date


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
        """Short, for the axis of a chart and the row of a table: "Jul 2026", or "Jul–Sep 2026"."""
        last = self.next_first - timedelta(days=1)
        begins = "" if last.month == self.first.month else f"{format_date(self.first, 'MMM')}–"
        return f"{begins}{format_date(last, 'MMM yyyy')}"


def periods(span: Span, today: date) -> list[Period]:
    """The last 24 months or 16 quarters, the one that today is in at the end."""
    length, count = MONTHS_IN[span], SHOWN[span]
    month = today.year * 12 + today.month - 1
    begin = month - month % length - (count - 1) * length
    months = range(begin, begin + (count + 1) * length, length)
    firsts = [date(number // 12, number % 12 + 1, 1) for number in months]
    return [Period(first, after) for first, after in pairwise(firsts)]
