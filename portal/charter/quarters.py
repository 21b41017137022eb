"""A quarter of a year as one number (20264): so coarse that an answer says nothing of its day."""

from datetime import date


def quarter_of(day: date) -> int:
    """The quarter that a day lies in."""
    return day.year * 10 + (day.month + 2) // 3


def first_day(quarter: int) -> date:
    """The day on which a quarter begins."""
    return date(quarter // 10, 3 * (quarter % 10) - 2, 1)


def first_day_after(quarter: int) -> date:
    """The day on which the next quarter begins."""
    return first_day(quarter + 1 if quarter % 10 < 4 else quarter + 7)
