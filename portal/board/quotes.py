"""Families' words beside a promise: which may stand there, and the two people who say so.

Words may be shown while all of this holds: cleared, unlocked, with permission to quote, the same as the two
people saw, and from a group of people that is large enough to be shown (rules.md, the life of a sentence).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from portal.areas.models import Area
from portal.areas.outside import Outside, refuse_outside
from portal.areas.protection import protector_of
from portal.board.models import Entry, Quote, QuoteState
from portal.core import audit, clock
from portal.core.db import db
from portal.core.disclosure import ShownKind, show
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.queries import is_visible
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.results.names import one_of
from portal.surveys.results.people import words_of
from portal.surveys.results.queries import writers

MOST_BESIDE_ONE = 3


@dataclass(frozen=True)
class ShownQuote:
    """Words as everyone may read them now, with the one thing that is said of who wrote them."""

    id: int
    words: str
    who: str
    language: str


def choose_quote(*, entry: Entry, area: Area, item: FeedbackItem, by: int, at: datetime) -> Quote:
    """The first person chooses words; nobody else sees them until a second person approves.

    Refuses words that are not cleared, without permission to quote, from a group too small to be
    shown, the same words twice, and more than three beside one promise.
    """
    if item.state != ItemState.CLEARED or item.cleared_at is None:
        raise RuleBroken("Clear these words first: only cleared words can be quoted.", status=422)
    if not item.may_quote:
        raise RuleBroken("The sender has not given permission to quote these words.", status=422)
    if not _group_is_large_enough(area, item):
        raise RuleBroken(
            "Too few people of this group wrote to us. Put what they say into your words.", status=422
        )
    if len(quotes_beside(entry)) >= MOST_BESIDE_ONE:
        raise RuleBroken(
            "At most %(most)s quotes stand beside a promise.", status=422, most=MOST_BESIDE_ONE
        )
    quote = Quote(
        entry_id=entry.id,
        item_id=item.id,
        cleared_at=item.cleared_at,
        state=QuoteState.CHOSEN,
        note="",
        chosen_by=by,
        chosen_on=clock.local(at).date(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(quote)
    except IntegrityError as double:
        raise RuleBroken("These words are chosen already.", status=422) from double
    _record("chose board quote", entry, item.id, by, at)
    return quote


@dataclass(frozen=True)
class Choice:
    """What the second person says: yes, or no with a note; `outside` where nobody else here could."""

    approved: bool
    note: str
    outside: Outside | None = None


def decide_quote(*, area: Area, quote: Quote, choice: Choice, by: int, at: datetime) -> None:
    """The second person approves the words or sends them back with a note.

    Refuses the person who chose them (but writing down what a named outside second says, once nobody has
    acted in the area's number of working days), one that is decided, and sending back without a note.
    """
    outside, approved, note = choice.outside, choice.approved, choice.note
    if outside is not None:
        refuse_outside(outside, area=area, since=quote.chosen_on, on=clock.local(at).date())
    elif quote.chosen_by == by:
        raise RuleBroken("A second person must say yes to this quote.")
    if quote.state != QuoteState.CHOSEN:
        raise RuleBroken("Somebody has decided about this quote already.")
    if not approved and not note:
        raise RuleBroken("Say why you send it back.", field="note", status=422)
    quote.state = QuoteState.APPROVED if approved else QuoteState.SENT_BACK
    quote.note, quote.decided_by = note, by
    if outside is not None:
        quote.outside, quote.outside_name = outside.where, outside.name
    act = "approved board quote" if approved else "sent board quote back"
    _record(act, quote.entry, quote.item_id, by, at)


def drop_quote(*, quote: Quote, by: int, at: datetime) -> None:
    """Take the words off the promise; they stay where they were said."""
    entry, item_id = quote.entry, quote.item_id
    db.session.delete(quote)
    _record("dropped board quote", entry, item_id, by, at)


def quotes_beside(entry: Entry) -> list[Quote]:
    """Every quote of a promise, in whatever state."""
    rows = select(Quote).where(Quote.entry_id == entry.id)
    return list(db.session.scalars(rows.order_by(Quote.id)))


def quote_in(area: Area, quote_id: int) -> Quote | None:
    """One quote of this area, with its promise."""
    rows = select(Quote).join(Quote.entry).options(joinedload(Quote.entry))
    return db.session.scalar(rows.where(Quote.id == quote_id, Entry.area_id == area.id))


def quotes_waiting(area: Area) -> list[Quote]:
    """Quotes that wait for a second person, the oldest first."""
    rows = select(Quote).join(Quote.entry).options(joinedload(Quote.entry))
    rows = rows.where(Entry.area_id == area.id, Quote.state == QuoteState.CHOSEN)
    return list(db.session.scalars(rows.order_by(Quote.id)))


def quotes_standing(area: Area) -> list[Quote]:
    """The bank of approved quotes, the newest first."""
    rows = select(Quote).join(Quote.entry)
    rows = rows.options(joinedload(Quote.entry).joinedload(Entry.theme))
    rows = rows.where(Entry.area_id == area.id, Quote.state == QuoteState.APPROVED)
    return list(db.session.scalars(rows.order_by(Quote.id.desc()).limit(200)))


def readable(area: Area, quotes: Iterable[Quote]) -> dict[int, ShownQuote]:
    """Those of these quotes whose words may be shown now, by their id: one query for any number."""
    listed = list(quotes)
    items = {item.id: item for item in _quotable(area, [one.item_id for one in listed])}
    return {
        one.id: _shown(one.id, items[one.item_id])
        for one in listed
        if one.item_id in items and items[one.item_id].cleared_at == one.cleared_at
    }


def approved_words(area: Area, entries: Collection[Entry]) -> dict[int, list[ShownQuote]]:
    """What everyone may read beside these promises, by its id: two queries for any number."""
    rows = select(Quote).where(
        Quote.entry_id.in_([entry.id for entry in entries]), Quote.state == QuoteState.APPROVED
    )
    quotes = list(db.session.scalars(rows.order_by(Quote.id)))
    shown = readable(area, quotes)
    found: dict[int, list[ShownQuote]] = {}
    for quote in quotes:
        if quote.id in shown:
            found.setdefault(quote.entry_id, []).append(shown[quote.id])
    return found


def _quotable(area: Area, item_ids: Collection[int]) -> list[FeedbackItem]:
    rows = select(FeedbackItem).where(
        FeedbackItem.area_id == area.id,
        FeedbackItem.id.in_(item_ids),
        FeedbackItem.state == ItemState.CLEARED,
        FeedbackItem.may_quote.is_(True),
        is_visible(),
    )
    return list(db.session.scalars(rows.order_by(FeedbackItem.id)))


def _shown(quote_id: int, item: FeedbackItem) -> ShownQuote:
    return ShownQuote(quote_id, words_of(item), one_of(item.audience), item.language)


def _group_is_large_enough(area: Area, item: FeedbackItem) -> bool:
    if item.source_kind != SOURCE_KIND:
        return False
    group = writers(area, [item.occasion_id]).get((item.occasion_id, Audience(item.audience)))
    if group is None:
        return False
    return show(group, base=group, protect=protector_of(area)).kind is ShownKind.NUMBER


def _record(act: str, entry: Entry, item_id: int, by: int, at: datetime) -> None:
    db.session.flush()
    subject = ("board entry", entry.id)
    audit.record(act=act, by=by, area=entry.area_id, at=at, subject=subject, item=item_id)
