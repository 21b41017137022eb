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
        self._documents, self._total = documents, max(total, 1)

    def of(self, term: str) -> float:
        """From about 0.1 (in every service) upwards; a term of no service counts as one of a few."""
        count = self._documents.get(term, 0)
        if not count:
            return 0.6 * self._highest()
        return 0.1 + log((self._total + 1) / (count + 0.5))

    def _highest(self) -> float:
        return 0.1 + log((self._total + 1) / 1.5)


def score(entry: Entry, units: Sequence[Unit], rarity: Rarity) -> Scored:
    """How well a service answers the units of a query."""
    names, summary = frozenset(entry.name), frozenset(entry.summary)

    def worth(evidence: Iterable[Evidence]) -> tuple[float, float]:
        """What the best of it is worth here, and how surely it is what was typed."""
        best = (0.0, 0.0)
        for each in evidence:
            where = (
                NAME if each.term in names
                else SUMMARY if each.term in summary
                else TAGS if each.term in entry.tags
                else TEXT if each.term in entry.text
                else 0.0
            )  # fmt: skip
            surely = each.weight * min(1.0, where * 2) if where else 0.0
            best = max(best, (where * each.weight * rarity.of(each.term), surely))
        return best

    total = answered = asked = 0.0
    for unit in units:
        by_word = [worth(options) for options in unit.words]
        meant, surely = worth(unit.groups)
        literal, meaning = sum(w for w, _s in by_word), meant * (1 + LONGER_PHRASE * (len(unit.words) - 1))
        value = max(literal, meaning) + LESSER * min(literal, meaning)
        value = max(value, worth(unit.kin)[0])
        potential = max(sum(_potential(options, rarity) for options in unit.words), 0.1)
        share = max(surely, sum(s for _w, s in by_word) / max(len(by_word), 1))
        asked += potential
        answered += potential * share
        if value and unit.help & entry.tags:
            value += RIGHT_HELP
        total += value
    if total:
        total += _order(entry, units, rarity) + _name(entry, units, rarity)
    return Scored(entry.service_id, round(total, 6), answered >= ENOUGH * asked)


def coarse(places: Mapping[str, float], units: Sequence[Unit], rarity: Rarity) -> float:
    """A quick first estimate from where each term was found (NAME to TEXT), without the words' order."""
    total = 0.0
    for unit in units:
        for options in (*unit.words, unit.groups, unit.kin):
            total += max(
                (places.get(e.term, 0.0) * e.weight * rarity.of(e.term) for e in options), default=0
            )
    return total


def in_order(scored: Iterable[Scored]) -> list[Scored]:
    """The best first; what is as good goes by number, so that every engine gives one order."""
    return sorted(scored, key=lambda each: (-each.score, each.service_id))


def _potential(options: Sequence[Evidence], rarity: Rarity) -> float:
    return max((rarity.of(each.term) * each.weight for each in options), default=0.0)


def _order(entry: Entry, units: Sequence[Unit], rarity: Rarity) -> float:
    """What words side by side add, in the name or the summary."""
    typed = [options[0].term for unit in units for options in unit.words if options]
    pairs = set(pairwise(entry.name)) | set(pairwise(entry.summary))
    return sum(
        SIDE_BY_SIDE * rarity.of(first) for first, second in pairwise(typed) if (first, second) in pairs
    )


def _name(entry: Entry, units: Sequence[Unit], rarity: Rarity) -> float:
    """What it adds that the name is made of what was typed."""
    own = [term for term in entry.name if term[0] in "wx"]
    typed = {each.term for unit in units for options in unit.words for each in options}
    if not own:
        return 0.0
    return WHOLE_NAME * sum(term in typed for term in own) / len(own)
