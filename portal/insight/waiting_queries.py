"""Who wrote words that nobody has cleared or sorted yet: a share can still grow by them."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, select

from portal.areas.models import Area
from portal.core.disclosure import PeopleCount
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.insight.periods import Period
from portal.insight.trend_queries import counted, place_of, standing, survey_writers


def writers_waiting(area: Area, wave_ids: Collection[int]) -> dict[tuple[int, Audience], PeopleCount]:
    """How many people of each round and audience; a group without any is not there."""
    people = survey_writers(area, wave_ids).where(*_waits()).distinct().subquery()
    found = counted(people, ("wave_id", "audience"), [("people", people.c.record_key)])
    return {(wave_id, Audience(audience)): one["people"] for (wave_id, audience), one in found.items()}


def waiting_over_time(area: Area, periods: Sequence[Period]) -> dict[tuple[int, Audience], PeopleCount]:
    """The same by period (its place) and audience, of whatever part of the portal they wrote in."""
    item = FeedbackItem
    rows = select(
        place_of(item.received_on.expression, periods).label("place"), item.audience, item.record_key
    )
    people = rows.where(item.area_id == area.id, is_visible(), *_waits()).distinct().subquery()
    found = counted(people, ("place", "audience"), [("people", people.c.record_key)])
    return {
        (place, Audience(audience)): one["people"] for (place, audience), one in found.items() if place >= 0
    }


def _waits() -> tuple[ColumnElement[bool], ...]:
    waiting = FeedbackItem.state.in_([ItemState.SENT, ItemState.READ])
    return waiting, ~exists().where(standing(Tag.id.is_not(None)))
