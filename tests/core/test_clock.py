"""The time: UTC inside, the families' own clocks outside, held still for tests."""

from datetime import UTC, date, datetime, timedelta

import flask
import pytest

from portal.core import clock
from portal.core.filters import long_date, short_time

pytestmark = pytest.mark.pure


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo == UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_clock_can_be_held_and_runs_on_afterwards() -> None:
    moment = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    with clock.at(moment):
        assert clock.now() == moment
        with clock.at(moment + timedelta(days=1)):
            assert clock.today() == date(2026, 1, 3)
        assert clock.now() == moment
    assert clock.now() > moment


def test_the_clock_refuses_a_moment_without_its_zone() -> None:
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2026, 1, 2)):  # noqa: DTZ001 - that is the point
        pass


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_begins_at_local_midnight(moment: datetime, day: date) -> None:
    with clock.at(moment):
        assert clock.today() == day
        assert clock.local_midnight(day) <= moment < clock.local_midnight(day + timedelta(days=1))


def test_the_days_when_clocks_change_are_an_hour_shorter_and_longer() -> None:
    lengths = [
        clock.local_midnight(day + timedelta(days=1)) - clock.local_midnight(day)
        for day in (date(2026, 3, 29), date(2026, 10, 25))
    ]
    assert lengths == [timedelta(hours=23), timedelta(hours=25)]


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 6, 1), 1, date(2026, 6, 2)),
        (date(2026, 6, 5), 1, date(2026, 6, 8)),
        (date(2026, 6, 6), 1, date(2026, 6, 8)),
        (date(2026, 6, 7), 5, date(2026, 6, 12)),
        (date(2026, 6, 1), 10, date(2026, 6, 15)),
        (date(2026, 6, 6), 0, date(2026, 6, 6)),
    ],
)
def test_working_days_leave_weekends_out(start: date, days: int, end: date) -> None:
    assert clock.working_days_after(start, days, closed=()) == end


def test_dates_read_as_people_say_them_on_the_areas_own_clock(app: flask.Flask) -> None:
    late = datetime(2026, 6, 30, 23, 5, tzinfo=UTC)
    assert long_date(late).replace("\xa0", " ") == "1 July 2026"
    assert short_time(late).replace("\xa0", " ") == "1 July 2026, 00:05"
