"""Every write of the search: entries and words of the index, an area's groups, pinned answers, places."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, update

from portal.core.db import db, in_batches, insert_once, random_id
from portal.local_offer.search import queries
from portal.local_offer.search.describing import terms_of
from portal.local_offer.search.models import (
    LONGEST_TERMS,
    PostcodePlace,
    SearchEntry,
    SearchState,
    SearchWord,
)
from portal.local_offer.search.scoring import Entry
from portal.local_offer.search.vocabulary import Vocabulary


@dataclass(frozen=True)
class Read:
    """A service as it was read: its entry, its plain words, and what it was made from."""

    entry: Entry
    words: set[str]
    fingerprint: str


def fall_behind(*, area_id: int) -> None:
    """Many services changed: the worker will read them."""
    _hold(area_id)
    db.session.execute(update(SearchState).where(SearchState.area_id == area_id).values(is_behind=True))


def is_catching_up(*, area_id: int) -> None:
    """The worker begins to read: what changes from now on makes the area fall behind again."""
    _hold(area_id)
    db.session.execute(update(SearchState).where(SearchState.area_id == area_id).values(is_behind=False))


def write_entries(*, area_id: int, entries: Collection[Read], gone: Collection[int]) -> None:
    """Write entries in place of older ones, and remove those of services that are gone."""
    numbers = [*(one.entry.service_id for one in entries), *gone]
    for batch in in_batches(len(numbers)):
        some = numbers[batch.start : batch.stop]
        db.session.execute(
            delete(SearchEntry).where(SearchEntry.area_id == area_id, SearchEntry.service_id.in_(some))
        )
    if entries:
        db.session.execute(insert(SearchEntry), [_row(area_id, one) for one in entries])


def learn_words(*, area_id: int, entries: Iterable[Read]) -> None:
    """Words that were new to an area can be found and spelt at once; the worker counts anew later."""
    _hold(area_id)
    own = [(one.words, terms_of(one.entry)) for one in entries]
    for terms, words in (
        (False, set().union(*(words for words, _terms in own))),
        (True, set().union(*(terms for _words, terms in own))),
    ):
        new = sorted(words - queries.words_counted(area_id, words, terms=terms))
        _insert_words(area_id, dict.fromkeys(new, 1), terms=terms)
    _change_mark(area_id)


def count_words(*, area_id: int, vocabulary: Vocabulary) -> None:
    """The words of an area as they were counted over all its services."""
    _hold(area_id)
    db.session.execute(delete(SearchWord).where(SearchWord.area_id == area_id))
    _insert_words(area_id, vocabulary.documents, terms=False)
    _insert_words(area_id, vocabulary.terms, terms=True)
    db.session.execute(
        update(SearchState).where(SearchState.area_id == area_id).values(services=vocabulary.total)
    )
    _change_mark(area_id)


def keep_places(*, places: Iterable[tuple[str, float, float]]) -> int:
    """Postcodes with their place (postcode, latitude, longitude) in place of what stood there."""
    rows = [
        {"postcode": postcode, "latitude": latitude, "longitude": longitude}
        for postcode, latitude, longitude in places
    ]
    for batch in in_batches(len(rows)):
        some = rows[batch.start : batch.stop]
        known = [row["postcode"] for row in some]
        db.session.execute(delete(PostcodePlace).where(PostcodePlace.postcode.in_(known)))
        db.session.execute(insert(PostcodePlace), some)
    return len(rows)


def _row(area_id: int, one: Read) -> dict[str, Any]:
    return {
        "service_id": one.entry.service_id,
        "area_id": area_id,
        "name_terms": " ".join(one.entry.name)[:LONGEST_TERMS],
        "summary_terms": " ".join(one.entry.summary)[:LONGEST_TERMS],
        "tag_terms": " ".join(sorted(one.entry.tags))[:LONGEST_TERMS],
        "text_terms": " ".join(sorted(one.entry.text))[:LONGEST_TERMS],
        "fingerprint": one.fingerprint,
    }


def _insert_words(area_id: int, counts: Mapping[str, int], *, terms: bool) -> None:
    rows = [
        {"area_id": area_id, "is_term": terms, "word": word[:600], "documents": count}
        for word, count in sorted(counts.items())
    ]
    for batch in in_batches(len(rows), 2000):
        db.session.execute(insert(SearchWord), rows[batch.start : batch.stop])


def _hold(area_id: int) -> None:
    """The area's row is there, and nobody else changes its words meanwhile."""
    values = {"area_id": area_id, "mark": random_id(), "services": 0, "is_behind": False}
    insert_once(SearchState, values, "area_id")
    db.session.execute(
        update(SearchState).where(SearchState.area_id == area_id).values(area_id=SearchState.area_id)
    )


def _change_mark(area_id: int) -> None:
    db.session.execute(update(SearchState).where(SearchState.area_id == area_id).values(mark=random_id()))
