"""The people of a wave by one thing that stands beside their response, and their cleared words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.queries import is_visible
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.models import Response, ResponseState
from portal.surveys.results.totals import NOBODY

# what a release breaks the people of a wave down by: each alone, never one within another
COLUMNS: Mapping[str, InstrumentedAttribute[Any]] = {
    "mode": Response.mode,
    "channel": Response.channel,
    "plan": Response.plan,
    "age_band": Response.age_band,
    "locality": Response.locality,
    "helper": Response.helper,
}


ByAudience = dict[Audience, dict[Any, PeopleCount]]


def people_by(wave_id: int, columns: Sequence[str]) -> dict[str, ByAudience]:
    """How many people sent their answers, by audience and by each column alone; None: they did not say.

    The rows are walked once and grouped by all the columns together: few columns, each with few values.
    """
    each = [COLUMNS[column].label(column) for column in columns]
    rows = (
        select(Response.audience, *each, *people_count_columns(Response.record_key))
        .where(Response.wave_id == wave_id, Response.state == ResponseState.SUBMITTED)
        .group_by(Response.audience, *(COLUMNS[column] for column in columns))
    )
    found: dict[str, ByAudience] = {column: {} for column in columns}
    for row in db.session.execute(rows):
        for column in columns:
            own = found[column].setdefault(Audience(row.audience), {})
            value = getattr(row, column)
            own[value] = own.get(value, NOBODY).joined_with(read_people_count(row))
    return found


def cleared_ids(area: Area, wave_id: int) -> list[int]:
    """The ids of the cleared and unlocked words of a wave, by question and random id."""
    return list(db.session.scalars(_cleared(area, wave_id).with_only_columns(FeedbackItem.id)))


def cleared_items(area: Area, wave_id: int, item_ids: Collection[int]) -> list[FeedbackItem]:
    """Those of these words that are cleared and unlocked and of this wave, in the same order."""
    return list(db.session.scalars(_cleared(area, wave_id).where(FeedbackItem.id.in_(item_ids))))


def _cleared(area: Area, wave_id: int) -> Select[FeedbackItem]:
    rows = select(FeedbackItem).where(
        FeedbackItem.area_id == area.id,
        FeedbackItem.source_kind == SOURCE_KIND,
        FeedbackItem.occasion_id == wave_id,
        FeedbackItem.state == ItemState.CLEARED,
        is_visible(),
    )
    return rows.order_by(FeedbackItem.source_id, FeedbackItem.id)


def words_of(item: FeedbackItem) -> str:
    """The words as they may leave: with what was taken out."""
    return item.words if item.words_redacted is None else item.words_redacted
