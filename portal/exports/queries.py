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
from portal.strategies.models import Strategy
from portal.strategies.queries import priorities_of, themes
from portal.surveys.responses.actions import SOURCE_KIND

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


NO_TAGS = ("", "")


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
    priorities = {one.id: f"{one.number}. {one.short_title}" for one in priorities_of(strategy)}
    labels = _Labels({theme.id: theme.label for theme in themes()}, priorities)
    for batch in db.session.execute(rows).partitions():
        about = _tags([row[0] for row in batch], labels)
        for number, wave_id, question_id, audience, mode, words in batch:
            yield ClearedWords(wave_id, question_id, audience, mode, words, *about.get(number, NO_TAGS))


class _Labels(NamedTuple):
    """What a tag is called, by the id of its theme or priority, in the order of the plan."""

    themes: Mapping[int, str]
    priorities: Mapping[int, str]


def _tags(item_ids: Collection[int], labels: _Labels) -> Mapping[int, tuple[str, str]]:
    """The themes and the priorities of each item as two texts: one query for a batch."""
    rows = select(Tag.item_id, Tag.theme_id, Tag.priority_id).where(
        Tag.item_id.in_(item_ids), Tag.removed_at.is_(None)
    )
    found: dict[int, tuple[set[int | None], set[int | None]]] = {}
    for item_id, theme_id, priority_id in db.session.execute(rows.order_by(Tag.id)):
        theme_ids, priority_ids = found.setdefault(item_id, (set(), set()))
        theme_ids.add(theme_id)
        priority_ids.add(priority_id)
    return {
        item_id: (_names(labels.themes, theme_ids), _names(labels.priorities, priority_ids))
        for item_id, (theme_ids, priority_ids) in found.items()
    }


def _names(labels: Mapping[int, str], ids: set[int | None]) -> str:
    return "; ".join(label for number, label in labels.items() if number in ids)
