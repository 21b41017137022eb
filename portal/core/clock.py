"""The time: always UTC inside, local only when shown; tests set it with `at`."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
_frozen: ContextVar[datetime | None] = ContextVar("frozen_time", default=None)


def now() -> datetime:
    """The moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The date where the families live (an area's day begins at local midnight)."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the clocks of the area."""
    return moment.astimezone(LOCAL)


def local_midnight(day: date) -> datetime:
    """The first moment of a local day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL).astimezone(UTC)


def working_days_after(start: date, days: int, *, closed: Collection[date]) -> date:
    """The date `days` working days (Monday to Friday, not on `closed` days) after `start`.

    An area's own days stand in its settings; who knows the area asks those.
    """
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            days -= 1
    return day


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment: for tests and for planting the demonstration."""
    if moment.tzinfo is None:
        raise ValueError("the clock needs an aware moment")
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
