"""Every read of alerts and call-back requests."""

from sqlalchemy import func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.safeguarding.models import Alert, AlertState, CallBack

OPEN = (AlertState.NEW, AlertState.SEEN)


def alert_on(subject_id: int) -> Alert | None:
    """The alert on one piece of text."""
    return db.session.scalar(select(Alert).where(Alert.subject_id == subject_id).limit(1))


def alerts_of(area: Area, *, open_only: bool) -> list[Alert]:
    """The lead's list: the most serious first, then the oldest."""
    rows = select(Alert).where(Alert.area_id == area.id)
    if open_only:
        rows = rows.where(Alert.state.in_(OPEN))
    return list(db.session.scalars(rows.order_by(Alert.level.desc(), Alert.raised_at, Alert.id)))


def alert_of(area: Area, alert_id: int) -> Alert | None:
    """One alert of this area."""
    return db.session.scalar(select(Alert).where(Alert.id == alert_id, Alert.area_id == area.id))


def call_backs_of(area: Area) -> list[CallBack]:
    """Wishes to be called that nobody has met yet, oldest first."""
    rows = select(CallBack).where(CallBack.area_id == area.id, CallBack.done_at.is_(None))
    return list(db.session.scalars(rows.order_by(CallBack.asked_on, CallBack.id)))


def call_back_of_sender(area: Area, sender_hash: str) -> CallBack | None:
    """The wish of whoever sent this."""
    rows = select(CallBack).where(CallBack.area_id == area.id, CallBack.sender_hash == sender_hash)
    return db.session.scalar(rows)


def open_alerts_count(area: Area) -> int:
    """How many alerts wait for the lead."""
    rows = select(func.count()).where(Alert.area_id == area.id, Alert.state.in_(OPEN))
    return db.session.scalar(rows) or 0
