"""Every read of exports: the ones made, and the cleared words, streamed in batches."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from portal.areas.models import Area
from portal.board.models import Entry, Quote, QuoteState
from portal.core.db import db
from portal.exports.models import Export, Holds
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.strategies.models import Priority, Strategy
from portal.strategies.queries import priorities_of, themes
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.models import Response, ResponseState

BATCH = 1000


class ClearedWords(NamedTuple):
    """One cleared comment, with nothing that joins it to another: no id, no record key, no day."""

    wave_id: int
    question_id: int
    audience: str
    mode: str
    words: str
    themes: str
    priorities: str


def every_export(area: Area) -> Select[Export]:
    """Every file of an area, the newest first."""
    rows = select(Export).where(Export.area_id == area.id).options(joinedload(Export.strategy))
    return rows.order_by(Export.made_at.desc(), Export.id.desc())


def exports_of(area: Area) -> Select[Export]:
    """The themed files of an area, the newest first."""
    return every_export(area).where(Export.holds == Holds.THEMED)


def export_of(area: Area, export_id: int) -> Export | None:
    """One export of this area."""
    return db.session.scalar(exports_of(area).where(Export.id == export_id))


def _in_waves(area: Area, wave_ids: Collection[int]) -> list[ColumnElement[bool]]:
    return [
        FeedbackItem.area_id == area.id,
        FeedbackItem.source_kind == SOURCE_KIND,
        FeedbackItem.occasion_id.in_(wave_ids),
        is_visible(),
    ]


def not_cleared_count(area: Area, wave_ids: Collection[int]) -> int:
    """How many comments that staff may see nobody has cleared; locked ones are not counted."""
    rows = select(func.count()).where(*_in_waves(area, wave_ids), FeedbackItem.state != ItemState.CLEARED)
    return db.session.scalar(rows) or 0


def cleared_by(area: Area, wave_ids: Collection[int], at: datetime) -> list[ColumnElement[bool]]:
    """Cleared by a moment, and not opened again since: that would have taken the moment away."""
    cleared = (FeedbackItem.state == ItemState.CLEARED) & (FeedbackItem.cleared_at <= at)
    return [*_in_waves(area, wave_ids), cleared]


def words_seal(area: Area, wave_ids: Collection[int], at: datetime) -> str:
    """A fingerprint of which words were cleared by a moment and may still leave.

    It differs as soon as one of them was taken back, opened again or locked; more words, cleared
    later, do not change it. It holds no id.
    """
    rows = select(FeedbackItem.id).where(*cleared_by(area, wave_ids, at))
    return _fingerprint(rows.order_by(FeedbackItem.id))


def _fingerprint(ids: Select[int]) -> str:
    digest = hashlib.sha256()
    for batch in db.session.scalars(ids.execution_options(yield_per=BATCH)).partitions():
        digest.update("".join(f"{number} " for number in batch).encode())
    return digest.hexdigest()


def may_still_leave(area: Area, export: Export) -> bool:
    """Whether all that is in a file may still leave; a file that nobody can tell of may not."""
    if export.wave_ids is None or export.words_seal is None:
        return False
    if export.holds in {Holds.RECORDS, Holds.REACH}:
        return records_seal(export.wave_ids) == export.words_seal
    return words_seal(area, export.wave_ids, export.made_at) == export.words_seal


def sent_in(wave_ids: Collection[int]) -> list[ColumnElement[bool]]:
    """The responses that count in these waves."""
    return [Response.wave_id.in_(wave_ids), Response.state == ResponseState.SUBMITTED]


def records_seal(wave_ids: Collection[int]) -> str:
    """A fingerprint of which responses count in these waves: it differs once somebody took theirs back."""
    return _fingerprint(select(Response.id).where(*sent_in(wave_ids)).order_by(Response.id))


def quotes_of_waves(quote_ids: Collection[int], wave_ids: Collection[int]) -> set[int]:
    """Those of these quotes of the board whose words came in one of these waves."""
    rows = (
        select(Quote.id)
        .join(FeedbackItem, FeedbackItem.id == Quote.item_id)
        .where(
            Quote.id.in_(list(quote_ids)),
            FeedbackItem.source_kind == SOURCE_KIND,
            FeedbackItem.occasion_id.in_(wave_ids),
        )
    )
    return set(db.session.scalars(rows))


def criterion_quotes(area: Area, wave_ids: Collection[int]) -> dict[str, list[Quote]]:
    """The approved quotes of the board whose words came in these waves, by criterion."""
    rows = (
        select(Tag.criterion, Quote)
        .join(Quote.entry)
        .join(FeedbackItem, FeedbackItem.id == Quote.item_id)
        .join(Tag, Tag.item_id == FeedbackItem.id)
        .where(*_in_waves(area, wave_ids), Entry.area_id == area.id, Quote.state == QuoteState.APPROVED)
        .where(Tag.criterion.is_not(None), Tag.removed_at.is_(None))
    )
    found: dict[str, list[Quote]] = {}
    for key, quote in db.session.execute(rows.order_by(Quote.id, Tag.id)):
        found.setdefault(str(key), []).append(quote)
    return found


def kept_files(area: Area) -> list[Export]:
    """The exports of an area whose file has not been removed, the oldest first."""
    rows = select(Export).where(Export.area_id == area.id, Export.removed_at.is_(None))
    return list(db.session.scalars(rows.order_by(Export.id)))


def every_stored_name() -> set[str]:
    """What every file that has a row is called in the folder."""
    return set(db.session.scalars(select(Export.stored_as).order_by(Export.id)))


def cleared_count(area: Area, wave_ids: Collection[int], at: datetime) -> int:
    """How many comments were cleared by a moment: how long a file will take."""
    return db.session.scalar(select(func.count()).where(*cleared_by(area, wave_ids, at))) or 0


def sorters(area: Area, wave_ids: Collection[int], at: datetime) -> int:
    """How many people put themes on the comments of these waves that were cleared by a moment."""
    rows = select(func.count(Tag.put_by.distinct())).join(FeedbackItem, FeedbackItem.id == Tag.item_id)
    rows = rows.where(*cleared_by(area, wave_ids, at), Tag.theme_id.is_not(None), Tag.removed_at.is_(None))
    return db.session.scalar(rows) or 0


def cleared_words(
    area: Area,
    wave_ids: Collection[int],
    strategy: Strategy,
    at: datetime,
    under: Priority | None = None,
) -> Iterator[ClearedWords]:
    """The comments of these waves that were cleared by `at`, with their themes and priorities.

    `under`: only those that stand under this priority.

    In an order that says nothing (by question, then by random id). One statement gives words and tags
    together, a row a tag: asking for the tags of each batch took longer than the whole of this.
    """
    priorities = {one.id: f"{one.number}. {one.short_title}" for one in priorities_of(strategy)}
    named = cache(partial(_names, {theme.id: theme.label for theme in themes()}))
    numbered = cache(partial(_names, priorities))
    # plain rows: nothing here needs what the session would make of them
    # closed also when a file that nobody wants any more is given up half-way
    rows = _words_and_tags(area, wave_ids, at, under)
    with closing(db.session.connection().execute(rows)) as found:
        for _item, tagged in groupby(found, key=itemgetter(0)):
            (_number, wave_id, question_id, audience, mode, words, theme, priority), *more = tagged
            about = named(frozenset((theme, *(row[6] for row in more))))
            parts = numbered(frozenset((priority, *(row[7] for row in more))))
            yield ClearedWords(wave_id, question_id, audience, mode, words, about, parts)


def _words_and_tags(
    area: Area, wave_ids: Collection[int], at: datetime, under: Priority | None
) -> Select[*tuple[Any, ...]]:
    columns = (
        FeedbackItem.id,
        FeedbackItem.occasion_id,
        FeedbackItem.source_id,
        FeedbackItem.audience,
        FeedbackItem.mode,
        func.coalesce(FeedbackItem.words_redacted, FeedbackItem.words),
        Tag.theme_id,
        Tag.priority_id,
    )
    standing = (Tag.item_id == FeedbackItem.id) & Tag.removed_at.is_(None)
    rows = select(*columns).outerjoin(Tag, standing).where(*cleared_by(area, wave_ids, at))
    if under is not None:
        held = select(Tag.item_id).where(Tag.priority_id == under.id, Tag.removed_at.is_(None))
        rows = rows.where(FeedbackItem.id.in_(held))
    rows = rows.order_by(FeedbackItem.occasion_id, FeedbackItem.source_id, FeedbackItem.id, Tag.id)
    return rows.execution_options(yield_per=BATCH)


def _names(labels: Mapping[int, str], ids: frozenset[int | None]) -> str:
    """What the tags are called, in the order of the plan."""
    return "; ".join(label for number, label in labels.items() if number in ids)
