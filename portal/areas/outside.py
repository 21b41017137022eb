"""A named outside second: who acts where two people are needed and nobody else here does.

Forums may have one or two volunteers (rules.md, topics and comments). When one of two has acted and nobody
else has for the area's number of working days, somebody of the advice service or of another area's forum
can. Where they are from and their name are kept, beside whoever wrote it down.
"""

from dataclasses import dataclass
from datetime import date

from portal.areas.models import Area
from portal.core.errors import RuleBroken


@dataclass(frozen=True)
class Outside:
    """Where somebody from outside is from, and who they are."""

    where: str
    name: str


def outside_from(area: Area, since: date) -> date:
    """The day from which an outside second may act, where one of two acted on the day `since`."""
    return area.settings.working_days_after(since, area.settings.second_days)


def refuse_outside(outside: Outside, *, area: Area, since: date, on: date) -> None:
    """Refuse (by field) an outside second without a name or a place, and one that comes too early."""
    if not outside.name or not outside.where:
        raise RuleBroken("Write the name of the person who decided.", field="outside_name", status=422)
    if on < outside_from(area, since):
        raise RuleBroken("Give your colleagues some more days to decide.", field="outside", status=422)
