"""Every read of the search: the area's words, entries, own groups, pinned answers and places."""

import json
from collections.abc import Collection
from functools import lru_cache
from sys import intern
from threading import Lock
from typing import NamedTuple

from sqlalchemy import String, cast, func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.local_offer.directory.models import SHOWN, Service
from portal.local_offer.search.models import (
    AreaGroup,
    PinnedAnswer,
    PostcodePlace,
    SearchEntry,
    SearchState,
    SearchWord,
)
from portal.local_offer.search.scoring import Entry
from portal.local_offer.search.synonyms import Book, Group, shipped_groups
from portal.local_offer.search.vocabulary import Vocabulary

_kept: dict[int, tuple[int, Vocabulary]] = {}
_one_at_a_time = Lock()


def groups_of(area_id: int) -> list[Group]:
    """The groups of everyday words in force in an area: its own ones in place of the shipped."""
    rows = select(AreaGroup).where(AreaGroup.area_id == area_id)
    own = {row.key: _group(row) for row in db.session.scalars(rows.order_by(AreaGroup.key))}
    shipped = {group.key: group for group in shipped_groups()}
    return [group for group in {**shipped, **own}.values() if group.words]


def _group(row: AreaGroup) -> Group:
    return Group(
        key=row.key,
        theme=row.theme,
        help=tuple(row.help),
        words=tuple(row.words),
        misspellings=tuple(row.misspellings),
        related=tuple(row.related),
    )


def own_groups(area: Area) -> list[AreaGroup]:
    """The area's own groups and own versions of shipped ones, by key."""
    rows = select(AreaGroup).where(AreaGroup.area_id == area.id).order_by(AreaGroup.key)
    return list(db.session.scalars(rows))


def own_group_in(area: Area, group_id: int) -> AreaGroup | None:
    """One of them by its number."""
    return db.session.scalar(
        select(AreaGroup).where(AreaGroup.area_id == area.id, AreaGroup.id == group_id)
    )


def own_group(area: Area, key: str) -> AreaGroup | None:
    """The area's own version of a group."""
    return db.session.scalar(select(AreaGroup).where(AreaGroup.area_id == area.id, AreaGroup.key == key))


def book_of(area_id: int) -> Book:
    """The groups of an area, ready for looking words up."""
    return _book(tuple(groups_of(area_id)))


@lru_cache(maxsize=16)
def _book(groups: tuple[Group, ...]) -> Book:
    return Book(groups)


def state_of(area_id: int) -> SearchState | None:
    """How an area's search stands, None before its first service."""
    return db.session.scalar(select(SearchState).where(SearchState.area_id == area_id))


def areas_behind() -> list[int]:
    """The areas of which the worker has yet to read services."""
    rows = select(SearchState.area_id).where(SearchState.changes > SearchState.read_changes)
    return list(db.session.scalars(rows.order_by(SearchState.area_id)))


def changes_of(area_id: int) -> int:
    """How often many services of an area changed at once, up to now."""
    rows = select(SearchState.changes).where(SearchState.area_id == area_id)
    return db.session.scalar(rows) or 0


def vocabulary_of(area_id: int) -> Vocabulary:
    """The words of an area's search; kept in the process until its mark changes."""
    row = db.session.execute(
        select(SearchState.mark, SearchState.services).where(SearchState.area_id == area_id)
    ).first()
    mark, services = (row.mark, row.services) if row else (0, 0)
    kept = _kept.get(area_id)
    if kept is None or kept[0] != mark or not mark:
        with _one_at_a_time:
            kept = (mark, _read_vocabulary(area_id, services))
            _kept[area_id] = kept
    return kept[1]


def _read_vocabulary(area_id: int, services: int) -> Vocabulary:
    rows = select(SearchWord.is_term, SearchWord.word, SearchWord.documents)
    documents: dict[str, int] = {}
    terms: dict[str, int] = {}
    for is_term, word, count in db.session.execute(
        rows.where(SearchWord.area_id == area_id).order_by(SearchWord.word)
    ):
        (terms if is_term else documents)[word] = count
    return Vocabulary(book_of(area_id), documents, terms, services)


def entries_of(service_ids: Collection[int]) -> dict[int, Entry]:
    """What the index keeps of these services, by their number."""
    rows = select(
        SearchEntry.service_id,
        SearchEntry.name_terms,
        SearchEntry.summary_terms,
        SearchEntry.tag_terms,
        SearchEntry.text_terms,
    ).where(SearchEntry.service_id.in_(service_ids))
    return {
        number: Entry(
            number,
            # the same few thousand terms stand in every entry: each is held once
            tuple(map(intern, name.split())),
            tuple(map(intern, summary.split())),
            frozenset(map(intern, tags.split())),
            f" {words} ",
        )
        for number, name, summary, tags, words in db.session.execute(rows.order_by(SearchEntry.service_id))
    }


def services_after(area_id: int, after: int, size: int) -> list[Service]:
    """The next services that families see, by number: to read them in batches."""
    rows = select(Service).where(Service.area_id == area_id, Service.id > after, Service.status.in_(SHOWN))
    return list(db.session.scalars(rows.order_by(Service.id).limit(size)))


def services_numbered(area_id: int, service_ids: Collection[int]) -> list[Service]:
    """These services, shown to families or not."""
    rows = select(Service).where(Service.area_id == area_id, Service.id.in_(service_ids))
    return list(db.session.scalars(rows.order_by(Service.id)))


def fingerprints(area_id: int) -> dict[int, str]:
    """What each entry of an area was made from."""
    rows = select(SearchEntry.service_id, SearchEntry.fingerprint).where(SearchEntry.area_id == area_id)
    found = db.session.execute(rows.order_by(SearchEntry.service_id))
    return {row.service_id: row.fingerprint for row in found}


def words_counted(area_id: int, words: Collection[str], *, terms: bool) -> set[str]:
    """Which of these words (or terms) an area knows already."""
    rows = select(SearchWord.word).where(
        SearchWord.area_id == area_id, SearchWord.is_term == terms, SearchWord.word.in_(words)
    )
    return set(db.session.scalars(rows))


class Traits(NamedTuple):
    """What filters ask about a service; codes of needs, kinds of help and days; ages in years."""

    id: int
    min_age: int | None
    max_age: int | None
    is_free: bool | None
    latitude: float | None
    longitude: float | None
    needs: tuple[str, ...]
    help_kinds: tuple[str, ...]
    days: tuple[str, ...]


_PLAIN = (
    *(Service.id, Service.min_age, Service.max_age, Service.is_free),
    *(Service.latitude, Service.longitude),
)
# read as they are written: the same few lists stand in most services
_LISTS = (cast(Service.needs, String), cast(Service.help_kinds, String), cast(Service.days, String))


def traits_of(area: Area, service_ids: Collection[int]) -> dict[int, Traits]:
    """What filters ask about each of these services that families see."""
    rows = select(*_PLAIN, *_LISTS).where(
        Service.area_id == area.id, Service.id.in_(service_ids), Service.status.in_(SHOWN)
    )
    return {
        row[0]: Traits(*row[:6], _codes(row[6]), _codes(row[7]), _codes(row[8]))
        for row in db.session.execute(rows.order_by(Service.id))
    }


@lru_cache(maxsize=2000)
def _codes(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def pinned_to(area: Area, terms: str) -> list[int]:
    """The services pinned to a search, in the order in which they were pinned; shown or not."""
    rows = select(PinnedAnswer.service_id).where(
        PinnedAnswer.area_id == area.id, PinnedAnswer.terms == terms
    )
    return list(db.session.scalars(rows.order_by(PinnedAnswer.id)))


def pinned_answers(area: Area) -> list[tuple[PinnedAnswer, str]]:
    """Every pinned answer of an area with the name of its service."""
    rows = select(PinnedAnswer, Service.name).join(Service, Service.id == PinnedAnswer.service_id)
    own = rows.where(PinnedAnswer.area_id == area.id).order_by(PinnedAnswer.words, PinnedAnswer.id)
    return [(row[0], row[1]) for row in db.session.execute(own)]


def pinned_in(area: Area, pin_id: int) -> PinnedAnswer | None:
    """A pinned answer of this area."""
    return db.session.scalar(
        select(PinnedAnswer).where(PinnedAnswer.area_id == area.id, PinnedAnswer.id == pin_id)
    )


def postcode_place(postcode: str, district: str) -> tuple[float, float] | None:
    """Where a postcode is, else its first half; None where neither is known."""
    rows = select(PostcodePlace.postcode, PostcodePlace.latitude, PostcodePlace.longitude)
    found = {
        row.postcode: (row.latitude, row.longitude)
        for row in db.session.execute(
            rows.where(PostcodePlace.postcode.in_([postcode, district])).order_by(PostcodePlace.postcode)
        )
    }
    return found.get(postcode) or found.get(district)


def middle_of_locality(area: Area, slug: str) -> tuple[float, float] | None:
    """The middle of an area's services in one locality, in degrees; None where none has a place."""
    middle = select(func.avg(Service.latitude), func.avg(Service.longitude))
    row = db.session.execute(middle.where(Service.area_id == area.id, Service.locality == slug)).one()
    return None if row[0] is None else (row[0], row[1])
