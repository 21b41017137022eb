"""What was typed, understood: spelling put right, phrases of everyday words found, units for the scorer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from portal.core.phrases import Found
from portal.local_offer.search.scoring import Evidence, Unit
from portal.local_offer.search.spelling import Meant
from portal.local_offer.search.vocabulary import Vocabulary
from portal.local_offer.search.words import group_term, help_term, is_telling, typed_words, word_term

MOST_READINGS = 64
URGENT = "crisis"  # the kind of help of groups such as self-harm, abuse and neglect
OF_A_GROUP = 0.9  # a word that means the same is nearly as good as the word itself
INSIDE = 0.45  # a shorter phrase inside a longer one
RELATED = 0.35  # a meaning that people may also want
SAME_KIND = 0.3  # any service that does this kind of help
PER_SLIP = 0.12  # what each slip between the word typed and the word meant takes off
ENDING = 0.6  # a word of which only the beginning was typed
A_PHRASE = 1.5  # slips that a reading may need more if it makes a known phrase


@dataclass(frozen=True)
class Understood:
    """A query as the scorer takes it. `words`: those looked for; `corrected`: they were put right.

    `groups`: the keys of the groups of everyday words that were meant. `is_urgent`: one of them is about
    being hurt or in danger.
    """

    words: tuple[str, ...]
    corrected: bool
    units: tuple[Unit, ...]
    groups: tuple[str, ...]
    is_urgent: bool


def understand(typed: str, vocabulary: Vocabulary, *, as_typed: bool = False) -> Understood:
    """Understand a query; `as_typed`: look for its words as they stand, whatever they look like."""
    words = typed_words(typed)
    correcting = not as_typed
    meant = _meanings(words, vocabulary, correcting) if words else []
    reading = _best_reading(meant, vocabulary)
    final = tuple(word for place in reading for word in place.word.split())
    told = [word for word in final if is_telling(word)] or list(final)
    others = {place.word: options for place, options in zip(reading, meant, strict=True)}
    found = vocabulary.book.in_query(final)
    spans = _longest(found, final, told)
    units = tuple(
        _unit(
            final[first:after],
            [f for f in found if first <= f.first and f.after <= after],
            vocabulary,
            others,
        )
        for first, after in spans
    )
    groups = tuple(dict.fromkeys(f.value for f in found if (f.first, f.after) in spans))
    urgent = any(URGENT in vocabulary.book.groups[f.value].help for f in found)
    return Understood(final, correcting and final != words, units, groups, urgent)


def _meanings(words: Sequence[str], vocabulary: Vocabulary, correcting: bool) -> list[list[Meant]]:
    """For each word (or two that belong together) what may have been meant, the nearest first."""
    places: list[list[Meant]] = []
    number = 0
    while number < len(words):
        taken, options = _at(words, number, vocabulary) if correcting else (1, [Meant(words[number], 0)])
        places.append(options)
        number += taken
    return places


def _at(words: Sequence[str], number: int, vocabulary: Vocabulary) -> tuple[int, list[Meant]]:
    word, pair = words[number], words[number : number + 2]
    if len(pair) == 2 and "".join(pair) in vocabulary.documents and not _pair_is_said(pair, vocabulary):
        return 2, [Meant("".join(pair), 0.5)]
    for length in (3, 2, 1):
        slip = vocabulary.book.meant_by(words[number : number + length])
        if slip and len(words[number : number + length]) == length and not vocabulary.documents.get(word):
            return length, [Meant(" ".join(slip), 0.5), *_near(word, vocabulary, length)]
    if vocabulary.knows(word) or not is_telling(word):
        return 1, [Meant(word, 0)]
    halves = _halves(word, vocabulary)
    return 1, [*halves, *_near(word, vocabulary, 1)] or [Meant(word, 0)]


def _pair_is_said(pair: Sequence[str], vocabulary: Vocabulary) -> bool:
    return all(vocabulary.documents.get(word) for word in pair)


def _near(word: str, vocabulary: Vocabulary, length: int) -> list[Meant]:
    if length > 1:
        return []
    near = vocabulary.speller.candidates(word)
    if near and near[0].far < 1:
        return near
    begun = [
        Meant(longer, 1.0 + index / 10)
        for index, longer in enumerate(vocabulary.speller.beginning_with(word))
    ]
    return sorted([*near, *begun], key=lambda each: (each.far, each.word))[:6]


def _halves(word: str, vocabulary: Vocabulary) -> list[Meant]:
    """Two words written as one: "schooltransport"."""
    for cut in range(4, len(word) - 3):
        if vocabulary.documents.get(word[:cut]) and vocabulary.documents.get(word[cut:]):
            return [Meant(f"{word[:cut]} {word[cut:]}", 0.5)]
    return []


def _best_reading(meant: Sequence[Sequence[Meant]], vocabulary: Vocabulary) -> list[Meant]:
    """One meaning for each place: the nearest, but one that makes a phrase people know may be farther."""
    best = [options[0] for options in meant]
    many = [list(options[:3]) for options in meant]
    count = 1
    for options in many:
        count *= len(options)
    if count == 1 or count > MOST_READINGS:
        return best

    def cost(reading: Iterable[Meant]) -> float:
        chosen = list(reading)
        words = [word for place in chosen for word in place.word.split()]
        pairs = sum(pair in vocabulary.book.pairs for pair in pairwise(words))
        return sum(place.far for place in chosen) - A_PHRASE * pairs

    return list(min(product(*many), key=cost))


def _longest(
    found: Sequence[Found[str]], final: Sequence[str], told: Sequence[str]
) -> list[tuple[int, int]]:
    """The query cut into its longest phrases and, between them, its telling words one by one."""
    spans: list[tuple[int, int]] = []
    number = 0
    while number < len(final):
        after = max((f.after for f in found if f.first == number), default=number + 1)
        if after > number + 1 or final[number] in told:
            spans.append((number, after))
        number = after
    return spans


def _unit(
    words: Sequence[str],
    found: Sequence[Found[str]],
    vocabulary: Vocabulary,
    others: Mapping[str, Sequence[Meant]],
) -> Unit:
    whole = [f.value for f in found if f.after - f.first == len(words)]
    inner = [f.value for f in found if f.after - f.first < len(words)]
    groups = [Evidence(group_term(key), OF_A_GROUP) for key in dict.fromkeys(whole)]
    groups += [Evidence(group_term(key), INSIDE) for key in dict.fromkeys(inner) if key not in whole]
    known = [vocabulary.book.groups[key] for key in whole]
    kinds = [kind for group in known for kind in group.help[:2]]
    kin = [Evidence(group_term(key), RELATED) for group in known for key in group.related]
    kin += [Evidence(help_term(kind), SAME_KIND) for kind in kinds[:2]]
    telling = [word for word in words if is_telling(word)] or list(words)
    return Unit(
        words=tuple(_options(word, others.get(word, ())) for word in telling),
        groups=tuple(groups),
        kin=tuple(kin),
        help=frozenset(map(help_term, kinds)),
    )


def _options(word: str, others: Sequence[Meant]) -> tuple[Evidence, ...]:
    """The word itself and what else may have been meant by what stood there."""
    evidence = {word_term(word): 1.0}
    for other in others:
        for piece in other.word.split():
            weight = max(0.2, ENDING - PER_SLIP * other.far)
            evidence.setdefault(word_term(piece), weight)
    return tuple(Evidence(term, weight) for term, weight in evidence.items())
