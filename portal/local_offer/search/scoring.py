"""The one scorer: how well a service answers what was typed, the same whatever engine found it.

A query is a row of units: a phrase of everyday words, or one word. Each unit holds evidence: terms by which
a service may answer it. A service is worth, for each unit, its best evidence: the rarer the term and
the nearer to the service's name, the more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import NamedTuple

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
    """A service as the index keeps it: terms in order, by where they stand.

    `text` has each of its terms once, with a space before and after it: a tenth of the room of a set.
    """

    service_id: int
    name: tuple[str, ...]
    summary: tuple[str, ...]
    tags: frozenset[str]
    text: str


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


class _Weighed(NamedTuple):
    """A unit, its evidence weighed: each a term, its worth in a name, and how surely it was meant."""

    words: list["_Terms"]
    groups: "_Terms"
    kin: "_Terms"
    help: frozenset[str]
    potential: float


_Terms = list[tuple[str, float, float]]


class Scorer:
    """Scores services for one query; what does not depend on the service is worked out once."""

    def __init__(self, units: Sequence[Unit], rarity: Rarity) -> None:
        self._units = [_weighed(unit, rarity) for unit in units]
        self._asked = sum(unit.potential for unit in self._units)
        typed = [options[0].term for unit in units for options in unit.words if options]
        self._pairs = [(pair, SIDE_BY_SIDE * rarity.of(pair[0])) for pair in pairwise(typed)]
        self._typed = {each.term for unit in units for options in unit.words for each in options}

    def score(self, entry: Entry) -> Scored:
        """How well a service answers the query."""
        names, summary = frozenset(entry.name), frozenset(entry.summary)
        tags, words = entry.tags, entry.text

        def worth(evidence: _Terms) -> tuple[float, float]:
            """What the best of it is worth here, and how surely it is what was typed."""
            best = (0.0, 0.0)
            for term, value, weight in evidence:
                where = (
                    NAME if term in names
                    else SUMMARY if term in summary
                    else TAGS if term in tags
                    else TEXT if f" {term} " in words
                    else 0.0
                )  # fmt: skip
                if where and where * value >= best[0]:
                    best = max(best, (where * value, weight * min(1.0, where * 2)))
            return best

        total = answered = 0.0
        for unit in self._units:
            by_word = [worth(options) for options in unit.words]
            meant, surely = worth(unit.groups)
            literal = sum(w for w, _s in by_word)
            meaning = meant * (1 + LONGER_PHRASE * (len(unit.words) - 1))
            value = max(literal, meaning) + LESSER * min(literal, meaning)
            value = max(value, worth(unit.kin)[0])
            share = max(surely, sum(s for _w, s in by_word) / max(len(by_word), 1))
            answered += unit.potential * share
            if value and unit.help & tags:
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
            if not totals:
                totals = best
                continue
            known = totals.get
            for number, worth in best.items():
                totals[number] = known(number, 0.0) + worth
    return totals


def in_order(scored: Iterable[Scored]) -> list[Scored]:
    """The best first; what is as good goes by number, so that every engine gives one order."""
    return sorted(scored, key=lambda each: (-each.score, each.service_id))


def _weighed(unit: Unit, rarity: Rarity) -> _Weighed:
    def terms(evidence: Iterable[Evidence]) -> _Terms:
        return [(each.term, each.weight * rarity.of(each.term), each.weight) for each in evidence]

    potential = max(sum(_potential(options, rarity) for options in unit.words), 0.1)
    words = [terms(options) for options in unit.words]
    return _Weighed(words, terms(unit.groups), terms(unit.kin), unit.help, potential)


def _potential(options: Sequence[Evidence], rarity: Rarity) -> float:
    return max((rarity.of(each.term) * each.weight for each in options), default=0.0)
