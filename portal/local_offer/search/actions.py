"""Every write of the search: entries and words of the index, an area's groups, pinned answers, places."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit, bell
from portal.core.db import db, in_batches, insert_once, random_id
from portal.core.errors import RuleBroken
from portal.local_offer.search import queries
from portal.local_offer.search.describing import terms_of
from portal.local_offer.search.models import (
    LONGEST_TERMS,
    AreaGroup,
    PinnedAnswer,
    PostcodePlace,
    SearchEntry,
    SearchState,
    SearchWord,
)
from portal.local_offer.search.scoring import Entry
from portal.local_offer.search.synonyms import Group, shipped_groups
from portal.local_offer.search.vocabulary import Vocabulary
from portal.local_offer.search.words import typed_words

STEP = "local offer search"  # of the worker


@dataclass(frozen=True)
class Read:
    """A service as it was read: its entry, its plain words, and what it was made from."""

    entry: Entry
    words: set[str]
    fingerprint: str


def fall_behind(*, area_id: int) -> None:
    """Many services changed: the worker will read them."""
    _hold(area_id)
    _set_state(area_id, changes=SearchState.changes + 1)


def has_read(*, area_id: int, changes: int) -> None:
    """The worker has read an area to the end as it stood after so many `changes`; later ones still wait."""
    _hold(area_id)
    _set_state(area_id, read_changes=changes)


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
    _set_state(area_id, services=vocabulary.total)
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


def teach_words(*, area: Area, key: str, words: list[str], by: int, at: datetime) -> AreaGroup:
    """Words that mean the same as a group's; `key` "" begins a group of its own. The area reads all anew.

    Refuses (field "words") none at all.
    """
    new = [word for word in dict.fromkeys(words) if typed_words(word)]
    if not new:
        raise RuleBroken("Write at least one word.", field="words", status=422)
    key = key or "-".join(typed_words(new[0]))[:80]
    own = queries.own_group(area, key)
    if own is None:
        shipped = next((group for group in shipped_groups() if group.key == key), None)
        own = _own_group(area, key, shipped)
        db.session.add(own)
    own.words = [*own.words, *(word for word in new if word not in own.words)]
    db.session.flush()
    _words_changed(area)
    audit.record(
        act="taught search words", by=by, area=area.id, at=at, subject=("search_group", own.id), words=new
    )
    return own


def unteach_words(*, area: Area, own: AreaGroup, by: int, at: datetime) -> None:
    """The area's own version of a group goes; what ships counts again."""
    audit.record(
        act="unlearned search words",
        by=by,
        area=area.id,
        at=at,
        subject=("search_group", own.id),
        key=own.key,
    )
    db.session.delete(own)
    db.session.flush()
    _words_changed(area)


def pin_answer(*, area: Area, words: str, terms: str, service_id: int, by: int, at: datetime) -> None:
    """A service stands first when a search means just these words; refuses it a second time."""
    if not terms:
        raise RuleBroken("Write at least one word.", field="words", status=422)
    pin = PinnedAnswer(area_id=area.id, words=words, terms=terms, service_id=service_id)
    try:
        with db.session.begin_nested():
            db.session.add(pin)
    except IntegrityError as double:
        raise RuleBroken("This answer is pinned already.", field="words", status=422) from double
    audit.record(
        act="pinned answer", by=by, area=area.id, at=at, subject=("pinned_answer", pin.id), words=words
    )


def unpin_answer(*, area: Area, pin: PinnedAnswer, by: int, at: datetime) -> None:
    """It stands where the search puts it again."""
    audit.record(
        act="unpinned answer",
        by=by,
        area=area.id,
        at=at,
        subject=("pinned_answer", pin.id),
        words=pin.words,
    )
    db.session.delete(pin)
    db.session.flush()


def _own_group(area: Area, key: str, shipped: Group | None) -> AreaGroup:
    return AreaGroup(
        area_id=area.id,
        key=key,
        theme=shipped.theme if shipped else "",
        help=list(shipped.help) if shipped else [],
        words=list(shipped.words) if shipped else [],
        misspellings=list(shipped.misspellings) if shipped else [],
        related=list(shipped.related) if shipped else [],
    )


def _words_changed(area: Area) -> None:
    """Each service may use the new words: the worker reads them all; the words themselves count at once."""
    fall_behind(area_id=area.id)
    _change_mark(area.id)
    bell.ring_after_commit(STEP)


def _row(area_id: int, one: Read) -> dict[str, Any]:
    return {
        "service_id": one.entry.service_id,
        "area_id": area_id,
        "name_terms": " ".join(one.entry.name)[:LONGEST_TERMS],
        "summary_terms": " ".join(one.entry.summary)[:LONGEST_TERMS],
        "tag_terms": " ".join(sorted(one.entry.tags))[:LONGEST_TERMS],
        "text_terms": one.entry.text.strip()[:LONGEST_TERMS],
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
    values = {"area_id": area_id, "mark": random_id(), "services": 0, "changes": 0, "read_changes": 0}
    insert_once(SearchState, values, "area_id")
    _set_state(area_id, area_id=SearchState.area_id)


def _change_mark(area_id: int) -> None:
    _set_state(area_id, mark=random_id())


def _set_state(area_id: int, /, **values: object) -> None:
    db.session.execute(update(SearchState).where(SearchState.area_id == area_id).values(**values))
