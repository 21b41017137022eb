"""One search from what was typed to the services in order: engine, scorer, filters, pinned answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.areas.models import Area
from portal.local_offer.search import queries
from portal.local_offer.search.distances import Spot, miles_between, nearness
from portal.local_offer.search.engines import Asked, found_by_term
from portal.local_offer.search.filters import Filter, Wanted, offered, passes
from portal.local_offer.search.scoring import (
    NAME,
    NEAREST_PLACE,
    SUMMARY,
    TEXT,
    Finds,
    Scored,
    Scorer,
    Unit,
    coarse,
    in_order,
)
from portal.local_offer.search.understanding import Understood, understand
from portal.local_offer.search.vocabulary import Vocabulary
from portal.local_offer.search.words import is_help_term

MOST_CANDIDATES = 80  # services that the scorer looks at closely
COMMON = 800  # a term of more services is looked for in names, summaries and tags only
VERY_COMMON = 3000  # and of more still, in names only
MOST_NEAR_MATCHES = 3
FAR_BEHIND = 0.3  # of the best score: what is below it is noise


@dataclass(frozen=True)
class Found:
    """What a search found, in order: `answers` are services' ids that fit, `close` ids that come close.

    `filters` are those that part the answers, `total` the answers before filters; `miles` by id.
    """

    understood: Understood
    answers: tuple[int, ...]
    close: tuple[int, ...]
    pinned: frozenset[int]
    filters: Sequence[Filter]
    total: int
    miles: dict[int, float]


def find(area: Area, typed: str, wanted: Wanted, *, as_typed: bool = False) -> Found:
    """Search an area's directory. `as_typed`: without putting the spelling right."""
    vocabulary = queries.vocabulary_of(area.id)
    understood = understand(typed, vocabulary, as_typed=as_typed)
    scored = ranked(area.id, understood, vocabulary)
    pinned = queries.pinned_to(area, pin_terms(understood))
    traits = queries.traits_of(area, {*(each.service_id for each in scored), *pinned})
    miles = _miles(traits, wanted.spot)
    if miles:
        scored = in_order(_nearer(each, miles) for each in scored)
    firm = [number for number in pinned if number in traits]
    firm += [each.service_id for each in scored if each.answers and each.service_id in traits]
    answers = list(dict.fromkeys(firm))
    close = [each.service_id for each in scored if each.service_id in traits and not each.answers]
    return Found(
        understood=understood,
        answers=tuple(number for number in answers if passes(traits[number], wanted)),
        close=tuple(close[:MOST_NEAR_MATCHES]),
        pinned=frozenset(traits.keys() & pinned),
        filters=offered([traits[number] for number in answers], wanted),
        total=len(answers),
        miles=miles,
    )


def ranked(area_id: int, understood: Understood, vocabulary: Vocabulary) -> list[Scored]:
    """The services of an area that hold what was meant, the best first; at most MOST_CANDIDATES."""
    units, rarity = understood.units, vocabulary.rarity
    worth = coarse(_finds(area_id, _asked(units, vocabulary), vocabulary), units, rarity)
    # the best first, and of equals the lower number: sorting keeps the order of equals
    first = sorted(sorted(worth), key=worth.__getitem__, reverse=True)
    entries = vocabulary.entries.of(first[:MOST_CANDIDATES], queries.entries_of)
    scorer = Scorer(units, rarity)
    scored = in_order(each for each in map(scorer.score, entries.values()) if each.score > 0)
    least = scored[0].score * FAR_BEHIND if scored else 0.0
    return [each for each in scored if each.score >= least]


def _finds(area_id: int, asked: Sequence[Asked], vocabulary: Vocabulary) -> Finds:
    found = vocabulary.finds.of(asked, lambda missing: found_by_term(area_id, missing))
    finds: dict[str, list[tuple[float, Sequence[int]]]] = {}
    for one, numbers in found.items():
        if numbers:
            finds.setdefault(one.term, []).append((one.where, numbers))
    return finds


def pin_terms(understood: Understood) -> str:
    """What pinned answers go by: the terms that were meant, in order of letters."""
    terms = {options[0].term for unit in understood.units for options in unit.words if options}
    return " ".join(sorted(terms))[:1000]


def _asked(units: Sequence[Unit], vocabulary: Vocabulary) -> list[Asked]:
    """Which terms are looked for where: a term that half of all services hold tells nothing in a text."""
    weights: dict[str, float] = {}
    for unit in units:
        for evidence in (*(each for options in unit.words for each in options), *unit.groups, *unit.kin):
            if vocabulary.terms.get(evidence.term):
                weights[evidence.term] = max(evidence.weight, weights.get(evidence.term, 0))
    rare = [term for term in weights if vocabulary.terms[term] <= COMMON]
    asked = []
    for term in weights:
        count = vocabulary.terms[term]
        if is_help_term(term):
            asked.append(Asked(term, SUMMARY))
            continue
        asked.append(Asked(term, NAME))
        if count <= VERY_COMMON or not rare:
            asked.append(Asked(term, SUMMARY))
        if count <= COMMON or not rare:
            asked.append(Asked(term, TEXT))
    return asked


def _miles(traits: dict[int, Any], spot: Spot | None) -> dict[int, float]:
    far = {number: miles_between(spot, row) for number, row in traits.items()}
    return {number: miles for number, miles in far.items() if miles is not None}


def _nearer(each: Scored, miles: dict[int, float]) -> Scored:
    more = NEAREST_PLACE * nearness(miles.get(each.service_id))
    return Scored(each.service_id, round(each.score + more, 6), each.answers)
