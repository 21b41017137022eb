"""What the index keeps of a service: its words and terms by where they stand."""

from collections.abc import Collection
from dataclasses import dataclass

from portal.local_offer.search.scoring import Entry
from portal.local_offer.search.synonyms import Book
from portal.local_offer.search.words import group_term, help_term, is_telling, said_words, word_term


@dataclass(frozen=True)
class Described:
    """A service's own words: `tags` are the words of its needs, `kinds` the codes of its kinds of help."""

    service_id: int
    name: str
    summary: str
    tags: Collection[str]
    kinds: Collection[str]
    text: str


def entry_of(service: Described, book: Book) -> tuple[Entry, set[str]]:
    """The entry of a service, and the plain words that it uses: what the vocabulary is made of."""
    name, summary, text = map(said_words, (service.name, service.summary, service.text))
    tags = [word for tag in service.tags for word in said_words(tag)]
    kinds = set(map(help_term, service.kinds))
    entry = Entry(
        service_id=service.service_id,
        name=_terms(name, book),
        summary=_terms(summary, book),
        tags=frozenset({*_terms(tags, book), *kinds}),
        text=f" {' '.join(sorted(set(_terms(text, book))))} ",
    )
    return entry, {word for word in (*name, *summary, *tags, *text) if is_telling(word)}


def _terms(words: list[str], book: Book) -> tuple[str, ...]:
    """The telling words' terms in order, then the terms of the groups of which a phrase is used."""
    plain = [word_term(word) for word in words if is_telling(word)]
    return (*plain, *(group_term(key) for key in book.in_text(words)))


def terms_of(entry: Entry) -> set[str]:
    """Every term of an entry."""
    return {*entry.name, *entry.summary, *entry.tags, *entry.text.split()}
