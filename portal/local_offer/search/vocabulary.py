"""The words an area's search knows: those of its services and everyday words, and how common each is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.local_offer.search.engines import Asked
from portal.local_offer.search.keeping import Shelf
from portal.local_offer.search.scoring import Entry, Rarity
from portal.local_offer.search.spelling import Speller
from portal.local_offer.search.synonyms import Book
from portal.local_offer.search.words import is_ordinary, ordinary_words, stem, word_term

MOST_TERMS = 1500  # some 10 MB where services are many
MOST_ENTRIES = 10_000  # some 15 MB


@dataclass(frozen=True)
class Vocabulary:
    """`documents`: in how many of `total` services each plain word stands; `terms`: the same by term."""

    book: Book
    documents: Mapping[str, int]
    terms: Mapping[str, int]
    total: int
    # (term, place): the services that hold it there; and a service's entry
    finds: Shelf[Asked, tuple[int, ...]] = field(default_factory=lambda: Shelf(MOST_TERMS), compare=False)
    entries: Shelf[int, Entry] = field(default_factory=lambda: Shelf(MOST_ENTRIES), compare=False)

    @cached_property
    def speller(self) -> Speller:
        """Looks for what a misspelt word may mean."""
        everyday = dict.fromkeys(self.book.words | ordinary_words(), 0)
        return Speller({**everyday, **self.documents})

    @cached_property
    def rarity(self) -> Rarity:
        """How much each term tells."""
        return Rarity(self.terms, self.total)

    def knows(self, word: str) -> bool:
        """Whether a plain word, or another ending of it, is one of the area's words."""
        if word in self.documents or is_ordinary(word):
            return True
        return stem(word) in self.book.stems or word_term(word) in self.terms


def counted(book: Book, words_of_services: Iterable[tuple[set[str], set[str]]]) -> Vocabulary:
    """A vocabulary from the plain words and the terms of each service."""
    documents: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    total = 0
    for words, own_terms in words_of_services:
        documents.update(words)
        terms.update(own_terms)
        total += 1
    return Vocabulary(book, documents, terms, total)
