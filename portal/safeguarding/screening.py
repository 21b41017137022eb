"""Screening: which words of a text may mean that someone is not safe, by an area's own list of words.

A match only puts the text before the safeguarding lead. It refuses nothing, answers nothing and proves
nothing; no match does not mean safe. The rules stand at the head of data/safeguarding-words.yaml.
Where a rule leaves room, doubt goes towards showing a text to the lead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from portal.core.letters import Word, words_in
from portal.core.phrases import Found, Phrase, PhraseBook, Readings, phrase_of
from portal.safeguarding.word_list_file import Kind, WordListFile, read_word_list

SHIPPED = Path(__file__).parent / "data" / "safeguarding-words.yaml"
_MEANT = str.maketrans("013457", "oieast")
_SENTENCE_END = re.compile(r"[.!?…]['\")”’]?\s|[\r\n]")


class Match(NamedTuple):
    """A worrying phrase: the kind of worry, its level (1 to 3), and its place in the text as written."""

    kind: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Screening:
    """The level of a whole text (0: nothing found; 3: look now) and its matches by place.

    Two different phrases of level 1 side by side make a text of level 2, so the level can stand
    above that of every match.
    """

    level: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Worry:
    kind: str
    level: int
    phrase: Phrase


class WordList:
    """An area's words made ready for screening. Make it once per list: it takes milliseconds."""

    def __init__(self, file: WordListFile) -> None:
        self.kinds: tuple[Kind, ...] = file.kinds
        self._same = _same_words(file)
        self._corrections = self._misspellings()
        self._worries: PhraseBook[_Worry] = PhraseBook()
        self._look_alikes: PhraseBook[None] = PhraseBook()
        levels: dict[tuple[str, Phrase], int] = {}
        for kind in self.kinds:
            for level, entry in kind.phrases:
                phrase = self._read(phrase_of(entry.text))
                if (kind.key, phrase) not in levels:
                    levels[kind.key, phrase] = level
                    self._worries.add(phrase, _Worry(kind.key, level, phrase))
                elif levels[kind.key, phrase] != level:
                    entry.place.refuse(f"{entry.text!r} stands at two levels of {kind.key}")
        listed = {phrase for _, phrase in levels}
        for entry in (entry for kind in self.kinds for entry in kind.look_alikes):
            phrase = self._read(phrase_of(entry.text))
            if phrase in listed:
                entry.place.refuse(f"{entry.text!r} cannot be a look-alike: it is a listed phrase")
            self._look_alikes.add(phrase, None)

    @classmethod
    def from_yaml(cls, text: str, *, name: str = "words") -> "WordList":
        """The list in a YAML text shaped as the shipped one; raises FileRefused (`name`, line, reason)."""
        return cls(read_word_list(text, name=name))

    def _misspellings(self) -> Readings:
        """Each misspelling with what it means; one and the same slip cannot mean two things."""
        meanings: dict[Phrase, tuple[str, ...]] = {}
        for typed, means in (pair for kind in self.kinds for pair in kind.misspellings):
            slip = self._same.read_phrase(phrase_of(typed.text))
            meaning = self._same.read_phrase(phrase_of(means.text)).words
            if meanings.setdefault(slip, meaning) != meaning:
                typed.place.refuse(f"{typed.text!r} is read in two ways")
        return Readings(meanings.items())

    def _read(self, phrase: Phrase) -> Phrase:
        return self._corrections.read_phrase(self._same.read_phrase(phrase))

    def screen(self, text: str) -> Screening:
        """What this list finds in a text. Never raises, whatever the text is made of."""
        words = self._corrections.read(
            self._same.read([_digits_as_letters(word) for word in words_in(text)])
        )
        texts = [word.text for word in words]
        worries = list(self._worries.find(texts))
        if not worries:
            return Screening(0, ())
        harmless = [
            found
            for found in self._look_alikes.find(texts)
            if not _SENTENCE_END.search(text, words[found.first].start, words[found.after - 1].end)
        ]
        left = list(_not_inside(worries, harmless))
        matches = {
            Match(found.value.kind, found.value.level, words[found.first].start, words[found.after - 1].end)
            for found in left
        }
        in_order = sorted(matches, key=lambda match: (match.start, match.end, match.kind, match.level))
        return Screening(_level(left), tuple(in_order))


def screen(text: str, word_list: WordList) -> Screening:
    """The worrying words in a text by a list of words; level 0 and no match when there are none."""
    return word_list.screen(text)


@cache
def shipped_word_list() -> WordList:
    """The list every area begins with, read once."""
    return WordList.from_yaml(SHIPPED.read_text(encoding="utf-8"), name=SHIPPED.name)


def _digits_as_letters(word: Word) -> Word:
    """A word of letters and digits as it is meant: "k1ll" is "kill". A number stays one."""
    if word.text.isalpha() or word.text.isdigit() or not word.text.isascii():
        return word
    return word._replace(text=word.text.translate(_MEANT))


def _same_words(file: WordListFile) -> Readings:
    """Ways of writing that count as one: each is read as the first of its group."""
    groups = [[phrase_of(entry.text) for entry in group] for group in file.same_words]
    return Readings((other, group[0].words) for group in groups for other in dict.fromkeys(group[1:]))


def _not_inside(found: Sequence[Found[_Worry]], harmless: Sequence[Found[None]]) -> Iterator[Found[_Worry]]:
    """The worries that no look-alike holds in full. Both come in order of their first word."""
    reach, number = 0, 0
    for worry in found:
        while number < len(harmless) and harmless[number].first <= worry.first:
            reach = max(reach, harmless[number].after)
            number += 1
        if worry.after > reach:
            yield worry


def _level(worries: Sequence[Found[_Worry]]) -> int:
    """The highest level; 2 when level 1 "stands with another", that is another phrase elsewhere."""
    highest = max((worry.value.level for worry in worries), default=0)
    if highest != 1:
        return highest
    first_of = {worry.value.phrase: worry for worry in reversed(worries)}
    last_of = {worry.value.phrase: worry for worry in worries}
    pairs = product(first_of.values(), last_of.values())
    return 2 if any(a.value.phrase != b.value.phrase and a.after <= b.first for a, b in pairs) else 1
