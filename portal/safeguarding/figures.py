"""Safeguarding in figures for the board: people behind alerts by ended quarter, protected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.disclosure import PeopleCount, ProtectedTable
from portal.safeguarding.models import OPEN, Alert, AlertState
from portal.safeguarding.queries import alerts_raised

QUARTERS = 4
KEY_MASK = 2**31 - 1


class Outcome(StrEnum):
    """How the alerts of one person stand; of several the gravest."""

    REAL = "real"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True)
class Quarter:
    """Three months that are over, from `first` up to and without `after`."""

    first: date
    after: date


@dataclass(frozen=True)
class QuarterFigures:
    """One quarter as everyone may see it: people by how their alerts ended."""

    quarter: Quarter
    people: ProtectedTable[Outcome]


def ended_quarters(today: date) -> list[Quarter]:
    """The last four whole quarters of the calendar, newest first: fixed, so that no two ever overlap."""
    after = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    found = []
    for _turn in range(QUARTERS):
        year, month = (after.year, after.month - 3) if after.month > 3 else (after.year - 1, 10)
        first = date(year, month, 1)
        found.append(Quarter(first, after))
        after = first
    return found


def figures_of(area: Area, now: datetime) -> list[QuarterFigures]:
    """Every ended quarter, protected; drills are never in it."""
    protect, quarters = protector_of(area), ended_quarters(clock.local(now).date())
    since, until = clock.local_midnight(quarters[-1].first), clock.local_midnight(quarters[0].after)
    alerts = alerts_raised(area, since, until)
    found = []
    for quarter in quarters:
        begins, ends = clock.local_midnight(quarter.first), clock.local_midnight(quarter.after)
        by_outcome = _by_outcome([alert for alert in alerts if begins <= alert.raised_at < ends])
        base = _people([sender for senders in by_outcome.values() for sender in senders])
        cells = {outcome: _people(by_outcome[outcome]) for outcome in Outcome}
        found.append(QuarterFigures(quarter, protect.table(base, cells)))
    return found


def _by_outcome(alerts: Sequence[Alert]) -> Mapping[Outcome, list[str]]:
    """Each person once, however many of their texts raised an alert."""
    gravest: dict[str, Outcome] = {}
    order = list(Outcome)
    for alert in alerts:
        own = _outcome(alert)
        known = gravest.get(alert.sender_hash, own)
        gravest[alert.sender_hash] = min(own, known, key=order.index)
    return {one: [sender for sender, outcome in gravest.items() if outcome is one] for one in Outcome}


def _outcome(alert: Alert) -> Outcome:
    if alert.state == AlertState.CLOSED:
        return Outcome.REAL
    return Outcome.OPEN if alert.state in OPEN else Outcome.NONE


def _people(senders: Sequence[str]) -> PeopleCount:
    """A cell of people: the keyed hash of a sender gives the record key, so the same people blur alike."""
    return PeopleCount(len(senders), sum(int(sender[:8], 16) & KEY_MASK for sender in senders))
