"""Working time: nights, week-ends, closed days and the changes of the clocks do not count."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core import clock
from portal.core.hours import Hours, read_time

pytestmark = pytest.mark.pure
NINE_TO_FIVE = Hours(time(9), time(17))
HOUR = timedelta(hours=1)


def local(text: str) -> datetime:
    """A moment on the clocks of the area, like "2026-11-23 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)


@pytest.mark.parametrize(
    ("since", "hours", "due"),
    [
        ("2026-11-23 10:00", 1, "2026-11-23 11:00"),
        ("2026-11-23 16:30", 1, "2026-11-24 09:30"),
        ("2026-11-23 16:00", 1, "2026-11-23 17:00"),
        ("2026-11-23 03:00", 1, "2026-11-23 10:00"),
        # Friday evening to Monday
        ("2026-11-27 18:00", 1, "2026-11-30 10:00"),
        ("2026-11-27 16:00", 8, "2026-11-30 16:00"),
        # over the night in which the clocks go back, and that in which they go forward
        ("2026-10-23 16:30", 1, "2026-10-26 09:30"),
        ("2026-03-27 16:30", 1, "2026-03-30 09:30"),
        ("2026-11-21 12:00", 16, "2026-11-24 17:00"),
    ],
)
def test_working_time_leaves_out_nights_and_week_ends(since: str, hours: int, due: str) -> None:
    assert NINE_TO_FIVE.after(local(since), hours * HOUR) == local(due)


def test_a_closed_day_is_passed_over() -> None:
    christmas = Hours(time(9), time(17), frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
    assert christmas.after(local("2026-12-24 16:00"), 2 * HOUR) == local("2026-12-29 10:00")
    assert not christmas.is_open(local("2026-12-25 11:00"))
    assert christmas.is_open(local("2026-12-24 11:00"))


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-11-23 08:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 16:59", True),
        ("2026-11-23 17:00", False),
        ("2026-11-22 12:00", False),
        # in summer nine o'clock here is eight o'clock UTC
        ("2026-07-20 09:00", True),
    ],
)
def test_somebody_is_there_in_the_hours_of_the_area(moment: str, there: bool) -> None:
    assert NINE_TO_FIVE.is_open(local(moment)) is there


def test_a_year_of_closed_days_does_not_wait_for_ever() -> None:
    always = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(2000))
    since = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert Hours(time(9), time(17), always).after(since, HOUR) == since + HOUR


@given(st.integers(0, 700 * 24 * 60), st.integers(1, 60 * 40))
@settings(max_examples=60)
def test_what_is_due_is_later_and_within_the_hours(begins: int, minutes: int) -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=begins)
    due = NINE_TO_FIVE.after(since, timedelta(minutes=minutes))
    assert due >= since + timedelta(minutes=minutes)
    assert time(9) <= clock.local(due).time() <= time(17)
    assert NINE_TO_FIVE.after(since, timedelta(minutes=minutes + 1)) >= due


def test_a_time_is_read_only_as_it_is_written() -> None:
    assert read_time("09:30") == time(9, 30)
    for wrong in ("9:30", "24:00", "12:60", "", "noon", "09:30:00", "٠٩:٣٠"):
        assert read_time(wrong) is None
