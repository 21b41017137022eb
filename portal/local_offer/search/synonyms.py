"""Groups of words that mean the same help: everyday words, short forms, old names, known misspellings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import OSA

from portal.core.checked_yaml import load_shipped
from portal.core.phrases import Found, Phrase, PhraseBook
from portal.local_offer.search.words import said_words, stem

SHIPPED = Path(__file__).parent / "data" / "synonyms.yaml"
FARTHEST_SLIP = 0.5  # of the letters: a "misspelling" further away is another name, and no slip


@dataclass(frozen=True)
class Group:
    """One meaning: its words (the first is its label), its misspellings, its theme and kinds of help.

    `related`: keys of groups to offer as well.
    """

    key: str
    theme: str
    help: tuple[str, ...]
    words: tuple[str, ...]
    misspellings: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it is called on pages."""
        return self.words[0]


class Book:
    """The groups of an area made ready for looking words up. Making one takes some 20 milliseconds."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = {group.key: group for group in groups}
        self._as_said: PhraseBook[str] = PhraseBook()
        self._by_stem: PhraseBook[str] = PhraseBook()
        self._slips: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.words: set[str] = set()
        self.stems: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        for group in self.groups.values():
            self._add(group)

    def _add(self, group: Group) -> None:
        phrases = [tuple(said_words(phrase)) for phrase in group.words]
        for words in phrases:
            # one word alone is matched in a text as it stands: "made to fit" is no "fits"
            self._as_said.add(Phrase(words if len(words) == 1 else _stems(words)), group.key)
            self._by_stem.add(Phrase(_stems(words)), group.key)
            self.words.update(words)
            self.stems.update(_stems(words))
            self.pairs.update(pairwise(words))
        for slip in (tuple(said_words(phrase)) for phrase in group.misspellings):
            self._by_stem.add(Phrase(_stems(slip)), group.key)
            meant = _nearest(slip, phrases)
            if meant:
                self._slips.setdefault(slip, meant)

    def meant_by(self, slip: Sequence[str]) -> tuple[str, ...] | None:
        """What a known misspelling stands for, None for one that is not known."""
        return self._slips.get(tuple(slip))

    def in_text(self, words: Sequence[str]) -> list[str]:
        """The keys of the groups of which a service's words use a phrase."""
        alone = {found.value for found in self._as_said.find(words) if found.after == found.first + 1}
        stems = [stem(word) for word in words]
        longer = {found.value for found in self._as_said.find(stems) if found.after > found.first + 1}
        return sorted(alone | longer)

    def in_query(self, words: Sequence[str]) -> list[Found[str]]:
        """Every phrase of a group in what was typed, misspelt ones too, by its first word."""
        return list(self._by_stem.find([stem(word) for word in words]))


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem(word) for word in words)


def _nearest(slip: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The phrase of a group, or the piece of one as long as the slip, that it is a misspelling of."""
    pieces = (
        words[start : start + len(slip)]
        for words in phrases
        for start in range(max(1, len(words) - len(slip) + 1))
    )
    typed = " ".join(slip)
    far, best = min((OSA.normalized_distance(typed, " ".join(words)), words) for words in pieces)
    return best if far <= FARTHEST_SLIP and best != slip else None


@cache
def shipped_groups() -> tuple[Group, ...]:
    """The groups every area begins with."""
    return tuple(
        Group(
            key=each["key"],
            theme=each["theme"],
            help=tuple(each["help"]),
            words=tuple(str(word) for word in each["words"]),
            misspellings=tuple(str(word) for word in each["misspellings"]),
            related=tuple(each["related"]),
        )
        for each in load_shipped(SHIPPED)["groups"]
    )
