"""What is read off a table of answers: the middle answer, and how near a plan's target is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.areas.models import Area
from portal.core import clock
from portal.core.vocabulary import Audience
from portal.strategies.models import Measure
from portal.strategies.queries import latest_begun, measures_of, priorities_of, strategies_of
from portal.surveys.models import Question, Wave
from portal.surveys.questionnaire import scale_for
from portal.surveys.results.tables import AnswerTable

# whom a measure is asked of, as the files of the strategies write it
WHO = {
    "PC": Audience.PARENT_CARER,
    "YP": Audience.YOUNG_PERSON,
    "PR": Audience.PRACTITIONER,
}


@dataclass(frozen=True)
class Target:
    """What a plan wants: so many in a hundred of one audience at the good end of the scale."""

    measure: str
    per_cent: int
    audiences: frozenset[Audience]


def targets_of(area: Area, waves: Iterable[Wave]) -> dict[int, Target]:
    """The targets of the plans in force when these waves close, by the id of their measure.

    As many queries for a round of fifty surveys as for one.
    """
    known = strategies_of(area)
    in_force = [latest_begun(known, clock.local(wave.closes_at).date()) for wave in waves]
    plans = {plan.id: plan for plan in in_force if plan is not None}
    found = [one for plan in plans.values() for one in measures_of(priorities_of(plan))]
    return {one.id: target for one in found if (target := target_of(one)) is not None}


def target_of(measure: Measure) -> Target | None:
    """What the plan wants of a measure; None where it names no share of people."""
    how = measure.how or {}
    per_cent = how.get("target", "")
    if not per_cent.isdecimal():
        return None
    named = [one.split()[0] for one in how["who"].split(",") if one.strip()]
    audiences = frozenset(WHO[one] for one in named if one in WHO)
    return Target(measure.text, int(per_cent), audiences)


def target_for(question: Question, audience: Audience, targets: Mapping[int, Target]) -> Target | None:
    """The target that a question shows for one audience; None where the plan names none."""
    found = (targets.get(measure.id) for measure in question.measures)
    return next((one for one in found if one is not None and audience in one.audiences), None)


def good_codes(area: Area, table: AnswerTable) -> frozenset[str]:
    """The answers at the good end of the scale a group was asked on; empty where it has none."""
    scale = scale_for(table.group.kind, table.question.answers_from, area)
    return scale.top if scale else frozenset()


def is_banded(area: Area, table: AnswerTable) -> bool:
    """Whether its answers are bands in order ("1 to 2 times"), so that one stands in the middle."""
    scale = scale_for(table.group.kind, table.question.answers_from, area)
    return scale is not None and scale.kind == "band"


def middle(counts: Sequence[int]) -> int | None:
    """The place of the middle answer among ordered ones; None for nobody.

    Where the middle falls between two answers it is the first of them: half said this or less.
    """
    total, seen = sum(counts), 0
    for place, count in enumerate(counts):
        seen += count
        if count and 2 * seen >= total:
            return place
    return None


def share(part: Iterable[int | None], whole: int | None) -> int | None:
    """Parts of a whole in a hundred; None where a part or the whole is not known, or nobody is there."""
    known = list(part)
    if not whole or not known or None in known:
        return None
    return min(round(100 * sum(one or 0 for one in known) / whole), 100)
