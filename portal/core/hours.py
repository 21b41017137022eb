"""Hours in which somebody is there: Monday to Friday from one time to another, but for closed days."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.core import clock

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
DAYS_AHEAD = 400


@dataclass(frozen=True)
class Hours:
    """When somebody is there, on the clocks of the area, so that a change of the clocks moves nothing."""

    opens: time
    closes: time
    closed_days: frozenset[date] = frozenset()

    @property
    def day(self) -> timedelta:
        """How long a whole working day is."""
        return timedelta(
            hours=self.closes.hour - self.opens.hour, minutes=self.closes.minute - self.opens.minute
        )

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at this moment."""
        local = clock.local(at)
        return self._works_on(local.date()) and self.opens <= local.time() < self.closes

    def after(self, since: datetime, work: timedelta) -> datetime:
        """The moment (UTC) when so much working time has passed since another moment.

        Work that ends with a day ends then, not the next morning. More closed days in a row than a
        year has (a slip in a setting) are not waited for: the clock then runs as if there were none.
        """
        day, left = clock.local(since).date(), work
        for _turn in range(DAYS_AHEAD):
            if self._works_on(day):
                start, end = (
                    max(since.astimezone(UTC), self._at(day, self.opens)),
                    self._at(day, self.closes),
                )
                if end - start >= left:
                    return start + left
                left -= max(end - start, timedelta())
            day += timedelta(days=1)
        return since.astimezone(UTC) + work

    def _works_on(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed_days

    @staticmethod
    def _at(day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, clock.LOCAL).astimezone(UTC)


def read_time(text: str) -> time | None:
    """A time of day written "09:30"; None for anything else."""
    return time.fromisoformat(text) if _TIME.fullmatch(text) else None
