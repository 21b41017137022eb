"""What a misspelt word may mean: the nearest words of the directory and of the everyday words.

Two measures meet: slips of the fingers (letters missing, doubled, swapped) and spelling by ear
("fisio"), by writing both words as they sound and comparing again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_MISSPELT = 4  # letters: nearly every three letters are a short form of something
MOST_CANDIDATES = 4
OTHER_BEGINNING = 0.6  # people get the first letter right
BY_EAR = 0.4  # what a word that sounds the same is away, however it is written

# its types ask for a cut-off in another form than its own measures have
_slips: Any = OSA.distance
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(ps|sc(?=[eiy])|sh(?=[ou]))", "s"),
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"ph|gh(?=t?$)", "f"),
        (r"gh", ""),
        (r"ck|qu?|ch(?=[lr])|c(?![eiyh])|x$|k", "k"),
        (r"c(?=[eiy])|z", "s"),
        (r"tion|sion|shun|cian|shen", "sn"),
        (r"j|dg|g(?=[eiy])", "j"),
        (r"wh", "w"),
        (r"th", "t"),
        (r"[aeiouy]+(?:r(?=$|[^aeiouy]))?", "a"),
        (r"(.)\1+", r"\1"),
    )
)


@dataclass(frozen=True)
class Meant:
    """A word that may have been meant, and how far it is from what was typed (0: the same)."""

    word: str
    far: float


def sound_of(word: str) -> str:
    """A word as it sounds, roughly: "physio" and "fisio" are the same."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


class Speller:
    """Looks for the words nearest to a misspelt one. `documents`: in how many services each word stands."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self.documents = documents
        self._by_length: dict[int, list[str]] = {}
        self._sounds: dict[int, list[str]] = {}
        for word in sorted(documents):
            if len(word) >= SHORTEST_MISSPELT and word.isascii() and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)
        self._sounds = {
            length: [sound_of(word) for word in words] for length, words in self._by_length.items()
        }

    def candidates(self, typed: str) -> list[Meant]:
        """Up to MOST_CANDIDATES words that may have been meant, the nearest first; none for a number."""
        if len(typed) < SHORTEST_MISSPELT or not (typed.isascii() and typed.isalpha()):
            return []
        reach = _reach(typed)
        found: dict[str, float] = {}
        sound = sound_of(typed)
        for length in range(len(typed) - reach, len(typed) + reach + 1):
            words = self._by_length.get(length, ())
            near: Iterable[tuple[str, float, int]] = process.extract(
                typed, words, scorer=_slips, score_cutoff=reach, limit=20
            )
            for word, far, _index in near:
                found[word] = min(far, found.get(word, far))
            heard: Iterable[tuple[str, float, int]] = process.extract(
                sound, self._sounds.get(length, ()), scorer=_slips, score_cutoff=1, limit=20
            )
            for _sound, far, index in heard:
                word = words[index]
                by_letters = OSA.distance(typed, word)
                if by_letters <= reach + (2 if far == 0 else 0) and len(sound) > 2:
                    by_ear = (BY_EAR if far == 0 else 1.2) + by_letters / 4
                    found[word] = min(by_ear, found.get(word, by_ear))
        ranked = sorted((self._rank(typed, word, far), word) for word, far in found.items())
        return [Meant(word, far) for far, word in ranked[:MOST_CANDIDATES]]

    def beginning_with(self, typed: str) -> list[str]:
        """Words that begin with what was typed, the commonest first: somebody stopped half-way."""
        if len(typed) < SHORTEST_MISSPELT:
            return []
        longer = (word for words in self._by_length.values() for word in words if word.startswith(typed))
        return sorted(longer, key=lambda word: (-self.documents[word], len(word), word))[:MOST_CANDIDATES]

    def _rank(self, typed: str, word: str, far: float) -> float:
        other = OTHER_BEGINNING if typed[0] != word[0] else 0.0
        return far + other - 0.1 * log(1 + self.documents[word])


def _reach(word: str) -> int:
    """How many slips a word of this length may hold."""
    return 1 if len(word) <= 6 else 2 if len(word) <= 10 else 3
