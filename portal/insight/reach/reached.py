"""Who answered in a span by one dimension, audience beside audience, beside who lives here with SEND."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.disclosure import PeopleCount, ProtectedTable
from portal.core.vocabulary import Audience
from portal.insight.reach.comparing import NOTHING, Comparison, Tally, compare
from portal.insight.reach.dimensions import ASKED_BY, NOT_SAID, categories, other_answers, unsaid
from portal.insight.reach.models import Dimension, Population
from portal.insight.reach.queries import answered_by, versions_asking
from portal.insight.reach.spans import Span
from portal.surveys.models import Wave
from portal.surveys.results.tables import audiences_of
from portal.surveys.results.totals import NOBODY, joined

# those who have children with SEND, or are young people with SEND
FAMILIES = (Audience.PARENT_CARER, Audience.YOUNG_PERSON)


@dataclass(frozen=True)
class Reached:
    """One audience in a span; `others` are answers that no figure has, by label, and who did not say."""

    audience: Audience
    comparison: Comparison
    labels: Mapping[str, str]
    others: Mapping[str, Tally]
    not_said: Tally


def reached_in(
    area: Area, span: Span, dimension: Dimension, population: Population | None
) -> list[Reached]:
    """Each audience that was asked in these rounds: one count for all of them. Empty: nobody was asked.

    All of it is worked out from protected tables; nobody gets an exact figure here.
    """
    question, listed = ASKED_BY[dimension]
    waves = [wave for one in span.rounds for wave in one.waves]
    asking = versions_asking({wave.version_id for wave in waves}, question, listed)
    waves = [wave for wave in waves if wave.version_id in asking]
    people = population.by_category if population else {}
    labels, others = categories(area, dimension), other_answers(area, dimension)
    found = _protected(area, waves, question, [*labels, *others, *unsaid(dimension)])
    settings = protector_of(area).settings
    return [
        _reached(audience, compare(found[audience], list(labels), people, settings), labels, others)
        for audience in FAMILIES
        if found[audience]
    ]


def _reached(
    audience: Audience, comparison: Comparison, labels: Mapping[str, str], others: Mapping[str, str]
) -> Reached:
    apart = comparison.apart
    return Reached(
        audience=audience,
        comparison=comparison,
        labels=labels,
        others={label: apart.get(code, NOTHING) for code, label in others.items()},
        not_said=sum((tally for code, tally in apart.items() if code in NOT_SAID), NOTHING),
    )


def _protected(
    area: Area, waves: Sequence[Wave], question: str, codes: Sequence[str]
) -> dict[Audience, list[ProtectedTable[str]]]:
    """A table for each wave of each audience that was asked, protected as its release protects it.

    Each code has its cell, of nobody too, so that whether a cell is there says nothing.
    """
    counts = answered_by(area, [wave.id for wave in waves], question)
    protect = protector_of(area)
    found: dict[Audience, list[ProtectedTable[str]]] = {audience: [] for audience in FAMILIES}
    for wave in waves:
        for audience in audiences_of(wave):
            if audience in found:
                own = counts.get((wave.id, audience), {})
                found[audience].append(protect.table(joined(own.values()), _cells(own, codes)))
    return found


def _cells(own: Mapping[str, PeopleCount], codes: Sequence[str]) -> dict[str, PeopleCount]:
    return {code: own.get(code, NOBODY) for code in codes}


def figures_for(populations: Sequence[Population], dimension: Dimension, span: Span) -> Population | None:
    """The figures that a span is compared with: the newest of its time, else the oldest there are.

    `populations`: the newest day first.
    """
    own = [one for one in populations if one.dimension == dimension]
    ends = clock.local(span.closes_at).date()
    return next((one for one in own if one.of_day <= ends), own[-1] if own else None)
