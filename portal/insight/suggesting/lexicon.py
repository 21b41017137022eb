"""The words that point to a theme (data/themes-lexicon.yaml), found in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from portal.core import checked_yaml

FILE = Path(__file__).parent / "data" / "themes-lexicon.yaml"
LOOK_ALIKE = 2
FROM_POINTS = 2
# letters of every language: families write in theirs, and half a word proves nothing
WORD = re.compile(r"(?:[^\W_]|£)+(?:['-][^\W_]+)*")
CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})
Words = tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """Words that point to a theme with a weight; the last may end with a star: any ending."""

    words: Words
    said: str
    theme: str
    weight: int
    # the theme whose shorter words it stops; "" for plain words
    stops: str = ""

    def stands_at(self, text: list[str], place: int) -> bool:
        """Whether the text has these words from `place` on."""
        if place + len(self.words) > len(text):
            return False
        return all(_fits(word, text[place + step]) for step, word in enumerate(self.words))


def _fits(word: str, found: str) -> bool:
    return found.startswith(word[:-1]) if word.endswith("*") else found == word


@dataclass
class Points:
    """How many points a theme has in a text, and the words that gave them."""

    points: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: int, reason: str) -> None:
        """Count a reason once."""
        if reason not in self.reasons:
            self.points += points
            self.reasons.append(reason)


@dataclass(frozen=True)
class Lexicon:
    """The file, ready to be looked up: phrases by the first letters of their first word."""

    phrases: dict[str, list[Phrase]]
    hints: dict[str, list[tuple[str, int]]]
    spellings: list[tuple[re.Pattern[str], str]]

    def tidy(self, words: str) -> list[str]:
        """The words of a text in small letters, misspellings and short forms put right."""
        text = words.lower().translate(CURLY)
        for wrong, right in self.spellings:
            text = wrong.sub(right, text)
        return WORD.findall(text)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships."""
    data = checked_yaml.load_shipped(FILE)
    spellings = [(_whole(one["typed"]), one["means"]) for one in data["misspellings"]]
    spellings += [(_whole(other), group[0]) for group in data["same_words"] for other in group[1:]]
    hints: dict[str, list[tuple[str, int]]] = {}
    for hint in data["question_hints"]:
        hints.setdefault(hint["question"], []).append((hint["theme"], hint["weight"]))
    made = Lexicon({}, hints, spellings)
    for entry in data["themes"]:
        for phrase in _phrases(made, entry):
            made.phrases.setdefault(_start(phrase.words[0]), []).append(phrase)
    return made


def _whole(words: str) -> re.Pattern[str]:
    ending = r"\w*" if words.endswith("*") else ""
    return re.compile(rf"(?<![\w'-]){re.escape(words.removesuffix('*'))}{ending}(?![\w'-])")


def _start(word: str) -> str:
    return word.removesuffix("*")[:2]


def _phrases(made: Lexicon, entry: dict[str, Any]) -> Iterator[Phrase]:
    for weight, listed in entry["weights"].items():
        for said in listed:
            if words := _words(made, str(said)):
                yield Phrase(words, str(said), entry["theme"], int(weight))
    for one in entry.get("look_alikes") or []:
        if words := _words(made, one["say"]):
            yield Phrase(words, one["say"], one["goes_to"], LOOK_ALIKE, stops=entry["theme"])


def _words(made: Lexicon, said: str) -> Words:
    words = made.tidy(said.removesuffix("*"))
    return (*words[:-1], words[-1] + "*") if words and said.endswith("*") else tuple(words)


def points_in(words: str, question: str = "") -> dict[str, Points]:
    """The points of each theme that has any, for words and the key of the question they answer.

    Of words that overlap the longest counts, for each theme; a look-alike stops the shorter words of
    its own theme and counts for the theme it goes to.
    """
    book = lexicon()
    text = book.tidy(words)
    found: dict[str, Points] = {}
    taken: set[tuple[str, int]] = set()
    for place, phrase in sorted(_hits(book, text), key=_first_look_alikes_then_long):
        covered = {(phrase.stops or phrase.theme, place + step) for step in range(len(phrase.words))}
        if not covered & taken:
            taken |= covered
            found.setdefault(phrase.theme, Points()).add(phrase.weight, phrase.said.removesuffix("*"))
    for theme, weight in book.hints.get(question, []):
        found.setdefault(theme, Points()).add(weight, "?")
    return found


def _first_look_alikes_then_long(hit: tuple[int, Phrase]) -> tuple[bool, int, int]:
    place, phrase = hit
    return not phrase.stops, -len(phrase.words), place


def _hits(book: Lexicon, text: list[str]) -> Iterator[tuple[int, Phrase]]:
    for place, word in enumerate(text):
        for phrase in book.phrases.get(word[:2], []):
            if phrase.stands_at(text, place):
                yield place, phrase
