"""Every read of alerts, call-back requests, lists of words and cover."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.safeguarding.models import (
    LOCKING_LEVEL,
    OPEN,
    Alert,
    AlertState,
    AreaWordList,
    CallBack,
    CoverTurn,
    LeadPhone,
)


def alert_to_change(subject_id: int) -> Alert | None:
    """The alert on one piece of text, held until the commit: a lead may be changing it just now."""
    rows = select(Alert).where(Alert.subject_id == subject_id).with_for_update()
    return db.session.scalar(rows.execution_options(populate_existing=True))


def alerts_of(area: Area, *, open_only: bool) -> list[Alert]:
    """The lead's list: the most serious first, then the oldest."""
    rows = select(Alert).where(Alert.area_id == area.id)
    if open_only:
        rows = rows.where(Alert.state.in_(OPEN))
    rows = rows.options(selectinload(Alert.steps))
    return list(db.session.scalars(rows.order_by(Alert.level.desc(), Alert.since, Alert.id)))


def decided_alerts(area: Area, limit: int = 100) -> list[Alert]:
    """Alerts that were released or closed, the latest decision first."""
    decided = Alert.state.not_in(OPEN) & Alert.is_drill.is_(False)
    rows = select(Alert).where(Alert.area_id == area.id, decided)
    return list(db.session.scalars(rows.order_by(Alert.decided_at.desc(), Alert.id).limit(limit)))


def alerts_of_sender(area: Area, sender_hash: str) -> list[Alert]:
    """The alerts on words of whoever left this wish to be called."""
    rows = select(Alert).where(Alert.area_id == area.id, Alert.sender_hash == sender_hash)
    return list(db.session.scalars(rows.order_by(Alert.raised_at, Alert.id)))


def alert_of(area: Area, alert_id: int, *, for_update: bool = False) -> Alert | None:
    """One alert of this area; `for_update` makes a second decision wait and see the first."""
    rows = select(Alert).where(Alert.id == alert_id, Alert.area_id == area.id)
    if for_update:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(rows)


def call_backs_of(area: Area) -> list[CallBack]:
    """Wishes to be called that nobody has met yet, oldest first."""
    rows = select(CallBack).where(CallBack.area_id == area.id, CallBack.done_at.is_(None))
    return list(db.session.scalars(rows.order_by(CallBack.asked_on, CallBack.id)))


def call_back_of(area: Area, call_id: int, *, for_update: bool = False) -> CallBack | None:
    """One wish of this area."""
    rows = select(CallBack).where(CallBack.id == call_id, CallBack.area_id == area.id)
    return db.session.scalar(rows.with_for_update() if for_update else rows)


def call_back_of_sender(area: Area, sender_hash: str) -> CallBack | None:
    """The wish of whoever sent this."""
    rows = select(CallBack).where(CallBack.area_id == area.id, CallBack.sender_hash == sender_hash)
    return db.session.scalar(rows)


def newest_list_mark(area: Area) -> str | None:
    """What tells the area's own newest list of words from others; None while it has none."""
    rows = select(AreaWordList.mark).where(AreaWordList.area_id == area.id)
    return db.session.scalar(rows.order_by(AreaWordList.number.desc()).limit(1))


def newest_list_text(area: Area) -> str | None:
    """The area's own newest list of words, as YAML."""
    rows = select(AreaWordList.text).where(AreaWordList.area_id == area.id)
    return db.session.scalar(rows.order_by(AreaWordList.number.desc()).limit(1))


def lists_made(area: Area) -> int:
    """How many wordings of its list an area has had of its own."""
    rows = select(func.count()).select_from(AreaWordList).where(AreaWordList.area_id == area.id)
    return db.session.scalar(rows) or 0


def turns_of(area: Area, at: datetime) -> list[CoverTurn]:
    """The turns of cover that run or are to come, by when they start."""
    rows = select(CoverTurn).where(CoverTurn.area_id == area.id, *_stands(at))
    return list(db.session.scalars(rows.order_by(CoverTurn.starts_at, CoverTurn.id)))


def turn_now(area: Area, at: datetime, people: Collection[int]) -> CoverTurn | None:
    """The turn in force: the last one made of those that run, by somebody who is still a lead here."""
    rows = select(CoverTurn).where(
        CoverTurn.area_id == area.id,
        CoverTurn.starts_at <= at,
        CoverTurn.person_id.in_(people),
        *_stands(at),
    )
    return db.session.scalar(rows.order_by(CoverTurn.id.desc()).limit(1))


def _stands(at: datetime) -> list[ColumnElement[bool]]:
    return [CoverTurn.dropped_at.is_(None), or_(CoverTurn.ends_at.is_(None), CoverTurn.ends_at > at)]


def turn_of(area: Area, turn_id: int) -> CoverTurn | None:
    """One turn of this area."""
    return db.session.scalar(select(CoverTurn).where(CoverTurn.id == turn_id, CoverTurn.area_id == area.id))


def phones_of(people: Collection[int]) -> dict[int, str]:
    """The locked mobile numbers of these people, of those who have written one down."""
    rows = select(LeadPhone).where(LeadPhone.person_id.in_(people)).order_by(LeadPhone.id)
    return {row.person_id: row.phone_locked for row in db.session.scalars(rows)}


def phone_row(person_id: int) -> LeadPhone:
    """The row that holds a lead's number; it is there."""
    return db.session.scalars(select(LeadPhone).where(LeadPhone.person_id == person_id)).one()


def unopened_alerts() -> list[Alert]:
    """Locking alerts of every area that no lead has opened and of which no stand-in was told."""
    rows = select(Alert).where(
        Alert.state == AlertState.NEW, Alert.level >= LOCKING_LEVEL, Alert.late_told_at.is_(None)
    )
    return list(db.session.scalars(rows.order_by(Alert.id)))


def open_drill(area: Area) -> Alert | None:
    """The drill that runs now."""
    rows = select(Alert).where(Alert.area_id == area.id, Alert.is_drill, Alert.state.in_(OPEN))
    return db.session.scalar(rows.limit(1))


def drills_of(area: Area) -> list[Alert]:
    """The latest drills, newest first."""
    rows = select(Alert).where(Alert.area_id == area.id, Alert.is_drill)
    return list(db.session.scalars(rows.order_by(Alert.raised_at.desc(), Alert.id).limit(20)))


def alerts_raised(area: Area, since: datetime, until: datetime) -> list[Alert]:
    """Every real alert that was raised from one moment to another: only to be counted."""
    rows = select(Alert).where(
        Alert.area_id == area.id,
        Alert.is_drill.is_(False),
        Alert.raised_at >= since,
        Alert.raised_at < until,
    )
    return list(db.session.scalars(rows.order_by(Alert.id)))
