"""The words of an alert in pieces, so that the lead sees at once which words raised it."""

from typing import NamedTuple

from portal.safeguarding.screening import WordList, screen


class Part(NamedTuple):
    """A run of the words; `found` when the list found something in it."""

    text: str
    found: bool


def parts_of(words: str, word_list: WordList) -> list[Part]:
    """The words from first to last, cut where something that the list finds begins and ends."""
    parts: list[Part] = []
    place = 0
    for match in screen(words, word_list).matches:
        start, end = max(match.start, place), match.end
        if start >= end:
            continue
        parts += [Part(words[place:start], False), Part(words[start:end], True)]
        place = end
    return [part for part in [*parts, Part(words[place:], False)] if part.text]
