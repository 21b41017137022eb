"""Keeping the index true to the directory: a few services at once, many by the worker in batches."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from portal.core import bell
from portal.core.db import reading, transaction
from portal.local_offer.directory import kinds
from portal.local_offer.directory.models import Service
from portal.local_offer.search import actions, queries
from portal.local_offer.search.describing import Described, entry_of, terms_of
from portal.local_offer.search.scoring import Entry
from portal.local_offer.search.synonyms import Book
from portal.local_offer.search.vocabulary import Vocabulary, counted

A_FEW = 20  # services that are read within the change itself
BATCH = 500


def services_changed(area_id: int, service_ids: Collection[int] | None) -> None:
    """Told by the directory within its transaction: a few are read now, more by the worker at once."""
    if service_ids is None or len(service_ids) > A_FEW:
        actions.fall_behind(area_id=area_id)
        bell.ring_after_commit(actions.STEP)
        return
    book = queries.book_of(area_id)
    services = queries.services_numbered(area_id, service_ids)
    shown = [_read(service, book) for service in services if service.is_shown]
    gone = set(service_ids) - {one.entry.service_id for one in shown}
    actions.write_entries(area_id=area_id, entries=shown, gone=gone)
    actions.learn_words(area_id=area_id, entries=shown)


def catch_up(_at: datetime) -> None:
    """The worker's step: read the services of every area that is behind."""
    with reading():
        areas = queries.areas_behind()
    for area_id in areas:
        read_all(area_id)


def read_all(area_id: int) -> int:
    """Read every service of an area anew, in batches; returns how many entries were written or removed.

    Slow work is done without the write lock. The words are counted at the end, in one short change.
    """
    with reading():
        changes = queries.changes_of(area_id)
        book, known = queries.book_of(area_id), queries.fingerprints(area_id)
    words: list[tuple[set[str], set[str]]] = []
    seen: set[int] = set()
    written, after = 0, 0
    while True:
        with reading():
            batch = [_read(service, book) for service in queries.services_after(area_id, after, BATCH)]
        if not batch:
            break
        after = batch[-1].entry.service_id
        seen.update(one.entry.service_id for one in batch)
        words += [(one.words, terms_of(one.entry)) for one in batch]
        changed = [one for one in batch if known.get(one.entry.service_id) != one.fingerprint]
        if changed:
            written += len(changed)
            with transaction():
                actions.write_entries(area_id=area_id, entries=changed, gone=())
    vocabulary = counted(book, words)
    with reading():
        before = queries.vocabulary_of(area_id)
    gone = known.keys() - seen
    # an area of which nothing changed keeps its mark: no process reads its words and entries anew
    same = not written and not gone and _counts(before) == _counts(vocabulary)
    with transaction():
        actions.write_entries(area_id=area_id, entries=(), gone=gone)
        if not same:
            actions.count_words(area_id=area_id, vocabulary=vocabulary)
        actions.has_read(area_id=area_id, changes=changes)
    return written + len(gone)


def _counts(vocabulary: Vocabulary) -> tuple[Mapping[str, int], Mapping[str, int], int]:
    return vocabulary.documents, vocabulary.terms, vocabulary.total


def _read(service: Service, book: Book) -> actions.Read:
    entry, words = entry_of(_described(service), book)
    return actions.Read(entry, words, _fingerprint(entry))


def _described(service: Service) -> Described:
    needs = kinds.needs()
    tags = [needs[code] for code in service.needs if code in needs and code != kinds.ANY_NEED]
    more = (
        service.description,
        service.organisation.name,
        service.place_name,
        service.locality.replace("-", " "),
        service.schedule,
        service.how_to_get_it,
        service.accessibility,
        " ".join(service.languages),
    )
    return Described(
        service_id=service.id,
        name=service.name,
        summary=service.plain_summary,
        tags=tags,
        kinds=service.help_kinds,
        text="\n".join(more),
    )


def _fingerprint(entry: Entry) -> str:
    parts: Iterable[Collection[str]] = (entry.name, entry.summary, sorted(entry.tags), entry.text.split())
    return hashlib.sha256("|".join(" ".join(part) for part in parts).encode()).hexdigest()[:32]
