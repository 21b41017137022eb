"""Finding many phrases in a text at once, word by word, and reading one way of writing as another.

A star after the last word of a phrase means "any ending": "bruise*" finds bruise, bruised, bruises.
Time grows with the length of the text only, however many phrases there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from portal.core.letters import Word, words_in

T = TypeVar("T")


class Phrase(NamedTuple):
    """The words of a phrase in plain letters; with `any_ending`, the last is a beginning."""

    words: tuple[str, ...]
    any_ending: bool = False


class Found(NamedTuple, Generic[T]):
    """A phrase was found: the numbers of its first word and of the word after its last, and its value."""

    first: int
    after: int
    value: T


def phrase_of(written: str) -> Phrase:
    """The phrase as it is written in a list; a star at its end means any ending. May have no words."""
    words = tuple(word.text for word in words_in(written))
    return Phrase(words, any_ending=written.rstrip().endswith("*"))


SHORTEST_BEGINNING = 3  # letters before a star: "a*" would find half of the language


class _Node(Generic[T]):
    __slots__ = ("beginnings", "lengths", "next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.values: list[T] = []
        self.beginnings: dict[str, list[T]] = {}
        self.lengths: tuple[int, ...] = ()


class PhraseBook(Generic[T]):
    """Phrases, each with a value, that can be looked for together."""

    def __init__(self, entries: Iterable[tuple[Phrase, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        self._starts: set[str] = set()
        for phrase, value in entries:
            self.add(phrase, value)

    def add(self, phrase: Phrase, value: T) -> None:
        """Put a phrase in. One phrase may stand with several values; one without words is left out.

        A star after fewer than SHORTEST_BEGINNING letters is a ValueError.
        """
        if not phrase.words:
            return
        if phrase.any_ending and len(phrase.words[-1]) < SHORTEST_BEGINNING:
            raise ValueError(f"too few letters before the star: {phrase.words[-1]!r}")
        self._starts.add(phrase.words[0][:SHORTEST_BEGINNING])
        node = self._root
        for word in phrase.words[:-1]:
            node = node.next.setdefault(word, _Node())
        last = phrase.words[-1]
        if phrase.any_ending:
            node.beginnings.setdefault(last, []).append(value)
            node.lengths = tuple(sorted({len(beginning) for beginning in node.beginnings}))
        else:
            node.next.setdefault(last, _Node()).values.append(value)

    def may_begin(self, words: Sequence[str]) -> list[int]:
        """The numbers of the words at which a phrase may begin: a quick look that misses none."""
        starts = self._starts
        return [number for number, word in enumerate(words) if word[:SHORTEST_BEGINNING] in starts]

    def find(self, words: Sequence[str]) -> Iterator[Found[T]]:
        """Every phrase in the words, overlapping ones too, by their first word."""
        for first in self.may_begin(words):
            yield from self.find_at(words, first)

    def find_at(self, words: Sequence[str], first: int) -> list[Found[T]]:
        """Every phrase that begins with the word of that number, shorter ones first."""
        found: list[Found[T]] = []
        node = self._root
        for after in range(first + 1, len(words) + 1):
            word = words[after - 1]
            for length in node.lengths:
                for value in node.beginnings.get(word[:length], ()):
                    found.append(Found(first, after, value))
            following = node.next.get(word)
            if following is None:
                break
            node = following
            for value in node.values:
                found.append(Found(first, after, value))
        return found


class Readings:
    """Ways of writing that are read as another: "dont" as "do not", "lisen*" as "listen"."""

    def __init__(self, entries: Iterable[tuple[Phrase, tuple[str, ...]]] = ()) -> None:
        self._book = PhraseBook(entries)

    def read(self, words: Sequence[Word]) -> list[Word]:
        """The words, the longest known way of writing replaced first.

        Each new word has the place of all the words that it was read from.
        """
        texts = [word.text for word in words]
        read: list[Word] = []
        done = 0
        for number in self._book.may_begin(texts):
            found = self._book.find_at(texts, number) if number >= done else []
            if not found:
                continue
            longest = max(found, key=lambda each: each.after)
            read.extend(words[done:number])
            start, end = words[number].start, words[longest.after - 1].end
            read.extend(Word(text, start, end) for text in longest.value)
            done = longest.after
        read.extend(words[done:])
        return read

    def read_phrase(self, phrase: Phrase) -> Phrase:
        """A phrase of a list, read the same way, so that both sides agree. A starred beginning stays."""
        kept = phrase.words[-1:] if phrase.any_ending else ()
        free = phrase.words[: len(phrase.words) - len(kept)]
        read = self.read([Word(text, 0, 0) for text in free])
        return Phrase((*(word.text for word in read), *kept), phrase.any_ending)
