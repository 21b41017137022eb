"""Priorities across plans in two readings: as they were tagged then, and as today's plan reads them.

"As read now" follows the crosswalk (strategies/data/crosswalk.yaml): what was tagged with an earlier
priority counts for the later one where the link is strong or medium. A weak link is named and not
counted. Who wrote about both counts once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from portal.core import clock
from portal.strategies.models import CrosswalkLink, Priority, Strategy, Strength
from portal.strategies.queries import latest_begun
from portal.surveys.models import Wave

COUNTED = {Strength.STRONG, Strength.MEDIUM}


@dataclass
class Heir:
    """A priority of the newest plan with what is read as it; `weak`: named only; `is_new`: none before."""

    priority: Priority
    counted: list[Priority] = field(default_factory=list)
    weak: list[Priority] = field(default_factory=list)
    is_new: bool = False


@dataclass(frozen=True)
class Generations:
    """Every priority of the newest plan with its forerunners, and those that nobody carries on."""

    plan: Strategy
    heirs: Sequence[Heir]
    orphans: Sequence[Priority]

    @property
    def read_as(self) -> dict[int, set[int]]:
        """For each priority of today and each orphan, the ids of the priorities whose tags count for it."""
        found = {one.priority.id: {one.priority.id, *(p.id for p in one.counted)} for one in self.heirs}
        return found | {one.id: {one.id} for one in self.orphans}


def generations(
    plans: Sequence[Strategy], priorities: Iterable[Priority], links: Iterable[CrosswalkLink]
) -> Generations | None:
    """Follow the links from every earlier plan to the newest (the first of `plans`); None without plans.

    A chain counts when each of its links does; it is named when one of them is weak.
    """
    if not plans:
        return None
    known = list(priorities)
    by_id = {one.id: one for one in known}
    onward: dict[int, list[tuple[int, bool]]] = {}
    for link in links:
        if link.earlier_id is not None and link.later_id is not None:
            step = (link.later_id, Strength(link.strength) in COUNTED)
            onward.setdefault(link.earlier_id, []).append(step)
    newest = plans[0].id
    heirs = {one.id: Heir(one) for one in known if one.strategy_id == newest}
    orphans = []
    for one in known:
        if one.strategy_id == newest:
            continue
        ends = _ends(one.id, onward, set(heirs))
        for target, counts in ends.items():
            (heirs[target].counted if counts else heirs[target].weak).append(by_id[one.id])
        if not any(ends.values()):
            orphans.append(one)
    for heir in heirs.values():
        heir.is_new = len(plans) > 1 and not heir.counted
    return Generations(plans[0], list(heirs.values()), orphans)


def _ends(
    start: int, onward: Mapping[int, Sequence[tuple[int, bool]]], targets: set[int]
) -> dict[int, bool]:
    """The priorities of today that one leads to, and whether by links that count alone."""
    found: dict[int, bool] = {}
    waiting, seen = [(start, True)], {(start, True)}
    while waiting:
        here, counts = waiting.pop()
        for there, strong in onward.get(here, ()):
            step = (there, counts and strong)
            if there in targets:
                found[there] = found.get(there, False) or step[1]
            elif step not in seen:
                seen.add(step)
                waiting.append(step)
    return found


def waves_of_plans(
    plans: Sequence[Strategy],
    priorities: Iterable[Priority],
    read_as: Mapping[int, Collection[int]],
    waves: Iterable[Wave],
) -> dict[int, set[int]]:
    """For each priority the waves (ids) whose words could count for it: those that opened while the plan
    of one of the priorities that are read as it was in force."""
    plan_of = {one.id: one.strategy_id for one in priorities}
    during: dict[int, set[int]] = {}
    for wave in waves:
        plan = latest_begun(list(plans), clock.local(wave.opens_at).date())
        if plan is not None:
            during.setdefault(plan.id, set()).add(wave.id)
    return {
        target: set().union(*(during.get(plan_of[one], set()) for one in tagged))
        for target, tagged in read_as.items()
    }
