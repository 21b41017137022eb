"""Of when the answers are: one round, the years of a plan, or the last twelve months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import clock
from portal.strategies.queries import latest_begun, strategies_of
from portal.surveys.results.queries import rounds_of
from portal.surveys.results.rounds import Round

YEAR = timedelta(days=365)
LAST_YEAR = "last-year"


@dataclass(frozen=True)
class Span:
    """Whole rounds that have ended; never empty."""

    key: str
    title: str
    rounds: Sequence[Round]

    @property
    def closes_at(self) -> datetime:
        """When the last of its rounds closed."""
        return max(one.closes_at for one in self.rounds)


def spans_of(area: Area, at: datetime) -> list[Span]:
    """What can be chosen: the last twelve months, each plan, each round; only what has a round that ended.

    An open round is left out for everybody: its figures move with each answer, and two looks would tell
    of the person between them (rules.md, small numbers).
    """
    ended = [one for one in rounds_of(area, at) if one.is_finished(at)]
    lately = [one for one in ended if one.closes_at >= at - YEAR]
    found = [Span(LAST_YEAR, _("The last 12 months"), lately)] if lately else []
    plans = strategies_of(area)
    for plan in plans:
        own = [one for one in ended if latest_begun(plans, clock.local(one.closes_at).date()) is plan]
        if own:
            title = _("Plan of %(starts)s to %(ends)s", starts=plan.starts, ends=plan.ends)
            found.append(Span(f"plan-{plan.slug}", title, own))
    return found + [Span(f"round-{one.slug}", one.title, [one]) for one in ended]
