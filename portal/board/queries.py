"""Every read of the board; each takes the area, so that no area reads another's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.board.answering import stands
from portal.board.models import (
    ENDED,
    Difference,
    DifferenceMade,
    DifferenceWords,
    Entry,
    EntryState,
    Evidence,
    Update,
    Verdict,
)
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.core.paging import Page, page_of
from portal.strategies.models import Commitment, Priority, Theme

PAGE = 20
MOST_TO_CHOOSE = 200


class Show(StrEnum):
    """Which promises a reader asks for."""

    ALL = "all"
    DONE = "done"
    UNDER_WAY = "under-way"
    LATE = "late"
    CANNOT = "cannot"


@dataclass(frozen=True)
class Wanted:
    """What a reader chose: a state, a theme, a priority, a body; `most_said` or the newest first."""

    show: Show = Show.ALL
    theme_id: int | None = None
    priority_id: int | None = None
    body: str | None = None
    most_said: bool = False


def _shown(show: Show, on: date) -> ColumnElement[bool]:
    late = and_(Entry.due_on < on, Entry.state.not_in(ENDED))
    conditions: dict[Show, ColumnElement[bool]] = {
        Show.ALL: true(),
        Show.DONE: Entry.state == EntryState.DONE,
        Show.UNDER_WAY: and_(Entry.state.not_in(ENDED), (Entry.due_on.is_(None)) | (Entry.due_on >= on)),
        Show.LATE: late,
        Show.CANNOT: Entry.state == EntryState.CANNOT,
    }
    return conditions[show]


def _published(area: Area) -> Select[Any]:
    return select(Entry).where(Entry.area_id == area.id, Entry.published_on.is_not(None))


def _with_all(rows: Select[Any]) -> Select[Any]:
    return rows.options(
        joinedload(Entry.theme),
        selectinload(Entry.priorities).joinedload(Priority.strategy),
        selectinload(Entry.commitments).joinedload(Commitment.strategy),
        selectinload(Entry.updates),
        selectinload(Entry.signings),
    )


def page_of_published(area: Area, wanted: Wanted, number: int, on: date) -> Page[Entry]:
    """Promises that everyone may read, the newest first or those with most evidence first."""
    rows = _published(area).where(_shown(wanted.show, on))
    if wanted.theme_id is not None:
        rows = rows.where(Entry.theme_id == wanted.theme_id)
    if wanted.priority_id is not None:
        rows = rows.where(Entry.priorities.any(Priority.id == wanted.priority_id))
    if wanted.body is not None:
        rows = rows.where(Entry.body == wanted.body)
    order: list[Any] = [Entry.published_on.desc(), Entry.id.desc()]
    if wanted.most_said:
        # how much evidence stands there, not how many people: no private answers are counted
        evidence = select(func.count()).where(Evidence.entry_id == Entry.id, stands()).scalar_subquery()
        order.insert(0, evidence.desc())
    rows = rows.options(joinedload(Entry.theme), selectinload(Entry.updates), selectinload(Entry.signings))
    return page_of(rows.order_by(*order), number, size=PAGE)


def published_under(area: Area, priority: Priority) -> list[Entry]:
    """Every promise under one priority that everyone may read, the newest first."""
    rows = _with_all(_published(area)).where(Entry.priorities.any(Priority.id == priority.id))
    return list(db.session.scalars(rows.order_by(Entry.published_on.desc(), Entry.id.desc())))


def numbers(area: Area, on: date) -> dict[Show, int]:
    """How many published promises there are of each kind that a reader can ask for: one query."""
    counts = [func.sum(_shown(show, on).cast(Integer)).label(show.name) for show in Show]
    row = db.session.execute(
        select(*counts).where(Entry.area_id == area.id, Entry.published_on.is_not(None))
    ).one()
    return {show: int(getattr(row, show.name) or 0) for show in Show}


def themes_on_board(area: Area) -> list[Theme]:
    """The themes that have a published promise, in their own order."""
    rows = _published(area).with_only_columns(Entry.theme_id)
    found = select(Theme).where(Theme.id.in_(rows))
    return list(db.session.scalars(found.order_by(Theme.position, Theme.id)))


def priorities_on_board(area: Area) -> list[Priority]:
    """The priorities that have a published promise, in the order of their strategies."""
    rows = _published(area).join(Entry.priorities).with_only_columns(Priority.id)
    found = select(Priority).where(Priority.id.in_(rows))
    return list(db.session.scalars(found.order_by(Priority.strategy_id.desc(), Priority.number)))


def bodies_on_board(area: Area) -> list[str]:
    """Who is responsible for published promises, by name."""
    rows = _published(area).with_only_columns(Entry.body).distinct()
    return list(db.session.scalars(rows.order_by(Entry.body)))


def published_entry(area: Area, slug: str) -> Entry | None:
    """A promise that everyone may read."""
    found: Entry | None = db.session.scalar(_with_all(_published(area)).where(Entry.slug == slug))
    return found


def latest_changed(area: Area, most: int) -> list[Entry]:
    """Published promises by their newest update, the latest first: for the home page and the feed."""
    newest = select(func.max(Update.id)).where(Update.entry_id == Entry.id).scalar_subquery()
    rows = _published(area).options(
        joinedload(Entry.theme), selectinload(Entry.updates), selectinload(Entry.signings)
    )
    return list(db.session.scalars(rows.order_by(newest.desc(), Entry.id.desc()).limit(most)))


def published_entries(area: Area) -> list[Entry]:
    """Every promise that everyone may read, the oldest first, with its updates."""
    return list(db.session.scalars(_with_all(_published(area)).order_by(Entry.published_on, Entry.id)))


def entry_in(area: Area, entry_id: int) -> Entry | None:
    """A promise of this area, draft or published, for staff."""
    rows = _with_all(select(Entry)).where(Entry.area_id == area.id, Entry.id == entry_id)
    found: Entry | None = db.session.scalar(rows)
    return found


def page_of_entries(area: Area, number: int) -> Page[Entry]:
    """Every promise of an area for staff, drafts too, the newest first."""
    rows = select(Entry).where(Entry.area_id == area.id)
    rows = rows.options(joinedload(Entry.theme), selectinload(Entry.signings))
    return page_of(rows.order_by(Entry.id.desc()), number)


def entries_to_choose(area: Area) -> list[Entry]:
    """Promises that something new can stand beside: those not at their end first, of each the newest.

    At most `MOST_TO_CHOOSE`: a longer list would be too heavy for a page, and the page says so.
    """
    rows = select(Entry).where(Entry.area_id == area.id)
    ended = case((Entry.state.in_(ENDED), 1), else_=0)
    return list(db.session.scalars(rows.order_by(ended, Entry.id.desc()).limit(MOST_TO_CHOOSE)))


def late_entries(area: Area, on: date) -> list[Entry]:
    """Published promises whose day is past, the longest late first."""
    rows = _published(area).where(_shown(Show.LATE, on))
    return list(db.session.scalars(rows.order_by(Entry.due_on, Entry.id)))


def entries_unsigned(area: Area) -> list[Entry]:
    """Promises that the partnership calls done or partly done, of which the forum has said nothing."""
    ended = Entry.state.in_([EntryState.DONE, EntryState.PARTLY])
    rows = _published(area).where(ended, ~Entry.signings.any())
    return list(db.session.scalars(rows.order_by(Entry.id)))


def entries_disputed(area: Area) -> list[Entry]:
    """Promises called done or partly done of which the forum said last that they are not quite."""
    ended = Entry.state.in_([EntryState.DONE, EntryState.PARTLY])
    rows = _published(area).where(ended).options(selectinload(Entry.signings))
    found = db.session.scalars(rows.order_by(Entry.id))
    return [one for one in found if one.signing and one.signing.verdict != Verdict.AGREE]


def entries_between(area: Area, first: date, last: date) -> list[Entry]:
    """Promises published by the last day that were changed between two days, or are not at their end."""
    changed = Entry.updates.any(Update.dated.between(first, last))
    rows = _with_all(_published(area)).where(
        Entry.published_on <= last, changed | Entry.state.not_in(ENDED)
    )
    return list(db.session.scalars(rows.order_by(Entry.id)))


def entries_due(area: Area, first: date, last: date) -> list[Entry]:
    """Published promises whose day comes between two days, the next first."""
    rows = _published(area).where(Entry.due_on.between(first, last), Entry.state.not_in(ENDED))
    return list(db.session.scalars(rows.order_by(Entry.due_on, Entry.id)))


def differences(area: Area, entry_ids: Collection[int]) -> dict[int, dict[Difference, PeopleCount]]:
    """How many readers said that each promise made a difference: protected, for releases and staff."""
    rows = (
        select(
            DifferenceMade.entry_id, DifferenceMade.answer, *people_count_columns(DifferenceMade.record_key)
        )
        .join(Entry, Entry.id == DifferenceMade.entry_id)
        .where(Entry.area_id == area.id, DifferenceMade.entry_id.in_(entry_ids))
        .group_by(DifferenceMade.entry_id, DifferenceMade.answer)
        .order_by(DifferenceMade.entry_id, DifferenceMade.answer)
    )
    found: dict[int, dict[Difference, PeopleCount]] = {}
    for row in db.session.execute(rows):
        found.setdefault(row.entry_id, {})[Difference(row.answer)] = read_people_count(row)
    return found


def words_by_id(area: Area, ids: Collection[int]) -> list[DifferenceWords]:
    """Private words on promises of this area, with their promise and words, in the order of their ids."""
    rows = select(DifferenceWords).join(DifferenceWords.entry)
    rows = rows.where(Entry.area_id == area.id, DifferenceWords.id.in_(ids))
    rows = rows.options(joinedload(DifferenceWords.entry), joinedload(DifferenceWords.item))
    return list(db.session.scalars(rows.order_by(DifferenceWords.id)))


def words_with_item(item_id: int) -> int | None:
    """The id of the private words that are this feedback item."""
    return db.session.scalar(select(DifferenceWords.id).where(DifferenceWords.item_id == item_id))


def titles_of(entry_ids: Collection[int]) -> dict[int, str]:
    """The titles of promises by id."""
    rows = select(Entry.id, Entry.title).where(Entry.id.in_(entry_ids))
    return {row.id: row.title for row in db.session.execute(rows.order_by(Entry.id))}
