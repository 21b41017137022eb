"""How moderation went in the last whole quarter: counts of people, shown only when protected."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.topics.asking_models import Appeal, AppealState
from portal.topics.models import Act, Decision, Standing, TopicComment

Quarter = tuple[date, date]
# a quarter is shown once so much time has passed, and what is decided later does not change it: two
# looks at figures that differ by one comment would tell of that one (rules.md, small numbers)
SETTLES = timedelta(days=28)


def quarter_before(day: date) -> Quarter:
    """The first and the last day of the last whole quarter that has settled by a day."""
    settled = day - SETTLES
    first = date(settled.year, (settled.month - 1) // 3 * 3 + 1, 1)
    last = first - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def is_counted(sent_on: date, decided_at: datetime, at: datetime) -> bool:
    """Whether a decision counts by now in figures that have settled: what is told does not change."""
    first_after = date(sent_on.year + sent_on.month // 10, (sent_on.month + 2) // 3 % 4 * 3 + 1, 1)
    settled = _settled((sent_on, first_after - timedelta(days=1)))
    return decided_at < settled <= at


def people_sent(area: Area, quarter: Quarter) -> PeopleCount:
    """How many comments came in a quarter, taken-back ones too: each is one person or group."""
    return _count(select(TopicComment.id, TopicComment.record_key).where(*_sent_in(area, quarter)))


def people_decided(area: Area, quarter: Quarter) -> dict[Act, PeopleCount]:
    """Of the comments of a quarter, how many were decided on in each way at least once."""
    return {
        act: _decided(area, quarter, Decision.act == act) for act in (Act.PUBLISH, Act.REFUSE, Act.MOVE)
    }


def people_by_reason(area: Area, quarter: Quarter, codes: list[str]) -> dict[str, PeopleCount]:
    """Of the comments of a quarter, how many were decided on with each coded reason at least once."""
    return {code: _decided(area, quarter, Decision.code == code) for code in codes}


def people_appealed(area: Area, quarter: Quarter) -> dict[str, PeopleCount]:
    """Of the comments of a quarter, on how many there was an appeal, and on how many it was upheld."""
    rows = select(TopicComment.id, TopicComment.record_key).join(
        Appeal, Appeal.comment_id == TopicComment.id
    )
    settled = _settled(quarter)
    rows = rows.where(*_sent_in(area, quarter), Appeal.asked_on < clock.local(settled).date()).distinct()
    right = Appeal.state.in_([AppealState.UPHELD, AppealState.PARTLY])
    return {
        "asked": _count(rows),
        "upheld": _count(rows.where(right, Appeal.decided_at < settled)),
    }


def _settled(quarter: Quarter) -> datetime:
    """The moment after which nothing changes the figures of a quarter any more."""
    return clock.local_midnight(quarter[1] + timedelta(days=1) + SETTLES)


def _sent_in(area: Area, quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    first, last = quarter
    return (
        TopicComment.area_id == area.id,
        TopicComment.sent_on >= first,
        TopicComment.sent_on <= min(last, clock.today()),
    )


def _decided(area: Area, quarter: Quarter, which: ColumnElement[bool]) -> PeopleCount:
    carried_out = Decision.standing.in_([Standing.STANDS, Standing.CHANGED])
    in_time = Decision.at < _settled(quarter)
    rows = select(TopicComment.id, TopicComment.record_key).join(TopicComment.decisions)
    return _count(rows.where(*_sent_in(area, quarter), carried_out, in_time, which).distinct())


def _count(rows: Select[*tuple[Any, ...]]) -> PeopleCount:
    each = rows.subquery()
    found = db.session.execute(select(*people_count_columns(each.c.record_key))).one()
    return read_people_count(found)
