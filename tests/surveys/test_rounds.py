"""A round opens and closes by the families' clocks, also on the days on which the clocks change."""

from datetime import date, datetime, timedelta

import pytest

from portal.core import clock
from portal.surveys.models import Wave


def the_round_of(day: date, grace_hours: int = 24) -> Wave:
    """A round of one local day, as the builder opens it."""
    return Wave(
        opens_at=clock.local_midnight(day),
        closes_at=clock.local_midnight(day + timedelta(days=1)),
        grace_hours=grace_hours,
    )


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-07-01", 24), ("2026-10-25", 25), ("2026-12-01", 24)]
)
def test_a_round_of_one_day_is_open_from_midnight_to_midnight(day: str, hours: int) -> None:
    wave = the_round_of(date.fromisoformat(day))
    first = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=clock.LOCAL)
    last = datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=clock.LOCAL)
    assert wave.closes_at - wave.opens_at == timedelta(hours=hours)
    assert wave.is_open(first) and wave.is_open(last)
    assert not wave.is_open(first - timedelta(seconds=1))
    assert not wave.is_open(wave.closes_at)


def test_who_has_begun_has_the_hours_of_grace_and_not_a_second_more() -> None:
    wave = the_round_of(date(2026, 10, 25), grace_hours=2)
    ends = wave.closes_at + timedelta(hours=2)
    assert wave.takes_answers(ends - timedelta(seconds=1))
    assert not wave.takes_answers(ends)
