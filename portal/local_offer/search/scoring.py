"""The one scorer: how well a service answers what was typed, the same whatever engine found it.

A query is a row of units: a phrase of everyday words, or one word. Each unit holds evidence: terms by which
a service may answer it. A service is worth, for each unit, its best evidence: the rarer the term and
the nearer to the service's name, the more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

NAME, SUMMARY, TAGS, TEXT = 1.0, 0.75, 0.65, 0.45  # what a term is worth by where it stands
LESSER = 0.25  # what the second-best kind of evidence of a unit adds
LONGER_PHRASE = 0.3  # what each further word of a phrase adds to its meaning
SIDE_BY_SIDE = 0.15  # words that stand beside one another as they were typed
WHOLE_NAME = 0.6  # what a name that says just this adds
RIGHT_HELP = 0.35  # what the right kind of help adds
NEAREST_PLACE = 0.4  # what it adds that a service is just here
ENOUGH = 0.45  # of what was typed must be answered; below that it only comes close

# where engines found terms: by term, each place (NAME to TEXT) with the ids of the services
Finds = Mapping[str, Sequence[tuple[float, Sequence[int]]]]


@dataclass(frozen=True)
class Evidence:
    """A term by which a unit may be answered; `weight` below 1 where it was not typed so."""

    term: str
    weight: float


@dataclass(frozen=True)
class Unit:
    """A piece of the query: `words` are alternatives for each word of it, `groups` its meanings.

    `kin`: meanings near to it and kinds of help; they bring a service up but do not answer what was typed.
    """

    words: tuple[tuple[Evidence, ...], ...]
    groups: tuple[Evidence, ...] = ()
    kin: tuple[Evidence, ...] = ()
    help: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Entry:
    """A service as the index keeps it: terms in order, by where they stand."""

    service_id: int
    name: tuple[str, ...]
    summary: tuple[str, ...]
    tags: frozenset[str]
    text: frozenset[str]


@dataclass(frozen=True)
class Scored:
    """A service, its score, and whether it answers enough of what was typed."""

    service_id: int
    score: float
    answers: bool


class Rarity:
    """How much a term tells: the fewer services use it, the more."""

    def __init__(self, documents: Mapping[str, int], total: int) -> None:
        whole = max(total, 1) + 1
        self._highest = 0.1 + log(whole / 1.5)
        # worked out once: a search asks for the same few thousands of times
        self._known = {term: 0.1 + log(whole / (count + 0.5)) for term, count in documents.items() if count}

    def of(self, term: str) -> float:
        """From about 0.1 (in every service) upwards; a term of no service counts as one of a few."""
        return self._known.get(term) or 0.6 * self._highest


class Scorer:
    """Scores services for one query; what does not depend on the service is worked out once."""

    def __init__(self, units: Sequence[Unit], rarity: Rarity) -> None:
        self._units, self._rarity = units, rarity
        self._potentials = [
            max(sum(_potential(options, rarity) for options in unit.words), 0.1) for unit in units
        ]
        self._asked = sum(self._potentials)
        typed = [options[0].term for unit in units for options in unit.words if options]
        self._pairs = [(pair, SIDE_BY_SIDE * rarity.of(pair[0])) for pair in pairwise(typed)]
        self._typed = {each.term for unit in units for options in unit.words for each in options}

    def score(self, entry: Entry) -> Scored:
        """How well a service answers the query."""
        names, summary = frozenset(entry.name), frozenset(entry.summary)
        of = self._rarity.of

        def worth(evidence: Iterable[Evidence]) -> tuple[float, float]:
            """What the best of it is worth here, and how surely it is what was typed."""
            best = (0.0, 0.0)
            for each in evidence:
                term = each.term
                where = (
                    NAME if term in names
                    else SUMMARY if term in summary
                    else TAGS if term in entry.tags
                    else TEXT if term in entry.text
                    else 0.0
                )  # fmt: skip
                if where:
                    best = max(best, (where * each.weight * of(term), each.weight * min(1.0, where * 2)))
            return best

        total = answered = 0.0
        for unit, potential in zip(self._units, self._potentials, strict=True):
            by_word = [worth(options) for options in unit.words]
            meant, surely = worth(unit.groups)
            literal = sum(w for w, _s in by_word)
            meaning = meant * (1 + LONGER_PHRASE * (len(unit.words) - 1))
            value = max(literal, meaning) + LESSER * min(literal, meaning)
            value = max(value, worth(unit.kin)[0])
            share = max(surely, sum(s for _w, s in by_word) / max(len(by_word), 1))
            answered += potential * share
            if value and unit.help & entry.tags:
                value += RIGHT_HELP
            total += value
        if total:
            total += self._order(entry) + self._name(entry)
        return Scored(entry.service_id, round(total, 6), answered >= ENOUGH * self._asked)

    def _order(self, entry: Entry) -> float:
        """What words side by side add, in the name or the summary."""
        if not self._pairs:
            return 0.0
        there = {*pairwise(entry.name), *pairwise(entry.summary)}
        return sum(more for pair, more in self._pairs if pair in there)

    def _name(self, entry: Entry) -> float:
        """What it adds that the name is made of what was typed."""
        own = [term for term in entry.name if term[0] in "wx"]
        if not own:
            return 0.0
        return WHOLE_NAME * sum(term in self._typed for term in own) / len(own)


def coarse(finds: Finds, units: Sequence[Unit], rarity: Rarity) -> dict[int, float]:
    """A quick first estimate of every service that was found, by id, without the words' order."""
    totals: dict[int, float] = {}
    for unit in units:
        for options in (*unit.words, unit.groups, unit.kin):
            worths = [
                (where * each.weight * rarity.of(each.term), numbers)
                for each in options
                for where, numbers in finds.get(each.term, ())
            ]
            best: dict[int, float] = {}
            # what is worth more is written over what is worth less
            for worth, numbers in sorted(worths, key=lambda pair: pair[0]):
                best.update(dict.fromkeys(numbers, worth))
            for number, worth in best.items():
                totals[number] = totals.get(number, 0.0) + worth
    return totals


def in_order(scored: Iterable[Scored]) -> list[Scored]:
    """The best first; what is as good goes by number, so that every engine gives one order."""
    return sorted(scored, key=lambda each: (-each.score, each.service_id))


def _potential(options: Sequence[Evidence], rarity: Rarity) -> float:
    return max((rarity.of(each.term) * each.weight for each in options), default=0.0)
