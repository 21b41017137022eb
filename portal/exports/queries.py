"""Every read of exports: the ones made, and the cleared words, streamed in batches."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from portal.areas.models import Area
from portal.core.db import db
from portal.exports.models import Export
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.strategies.models import Priority, Strategy, Theme
from portal.surveys.responses.actions import SOURCE_KIND

BATCH = 1000


class ClearedWords(NamedTuple):
    """One cleared comment, with nothing that joins it to another: no id, no record key, no day."""

    wave_id: int
    question_id: int
    audience: str
    mode: str
    words: str
    themes: list[str]
    priorities: list[str]


def exports_of(area: Area) -> Select[Export]:
    """The exports of an area, the newest first."""
    rows = select(Export).where(Export.area_id == area.id).options(joinedload(Export.strategy))
    return rows.order_by(Export.made_at.desc(), Export.id.desc())


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


def cleared_words(area: Area, wave_ids: Collection[int], strategy: Strategy) -> Iterator[ClearedWords]:
    """The cleared comments of these waves with their themes and their priorities in one strategy.

    In an order that says nothing (by question, then by random id), read in batches.
    """
    columns = (
        FeedbackItem.id,
        FeedbackItem.occasion_id,
        FeedbackItem.source_id,
        FeedbackItem.audience,
        FeedbackItem.mode,
        func.coalesce(FeedbackItem.words_redacted, FeedbackItem.words),
    )
    rows = (
        select(*columns)
        .where(*_in_waves(area, wave_ids), FeedbackItem.state == ItemState.CLEARED)
        .order_by(FeedbackItem.occasion_id, FeedbackItem.source_id, FeedbackItem.id)
        .execution_options(yield_per=BATCH)
    )
    for batch in db.session.execute(rows).partitions():
        ids = [row[0] for row in batch]
        themes, priorities = _theme_tags(ids), _priority_tags(ids, strategy)
        for number, wave_id, question_id, audience, mode, words in batch:
            about = themes.get(number, []), priorities.get(number, [])
            yield ClearedWords(wave_id, question_id, audience, mode, words, *about)


def _theme_tags(item_ids: Collection[int]) -> Mapping[int, list[str]]:
    rows = (
        select(Tag.item_id, Theme.label)
        .join(Theme, Theme.id == Tag.theme_id)
        .where(Tag.item_id.in_(item_ids), Tag.removed_at.is_(None))
        .order_by(Tag.item_id, Theme.position, Theme.id)
    )
    found: dict[int, list[str]] = {}
    for item_id, label in db.session.execute(rows):
        found.setdefault(item_id, []).append(label)
    return found


def _priority_tags(item_ids: Collection[int], strategy: Strategy) -> Mapping[int, list[str]]:
    rows = (
        select(Tag.item_id, Priority.number, Priority.short_title)
        .join(Priority, Priority.id == Tag.priority_id)
        .where(Tag.item_id.in_(item_ids), Tag.removed_at.is_(None), Priority.strategy_id == strategy.id)
        .order_by(Tag.item_id, Priority.number)
    )
    found: dict[int, list[str]] = {}
    for item_id, number, title in db.session.execute(rows):
        found.setdefault(item_id, []).append(f"{number}. {title}")
    return found
