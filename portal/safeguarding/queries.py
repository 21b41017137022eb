"""Every read of alerts and call-back requests."""

from datetime import datetime

from sqlalchemy import func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.safeguarding.models import OPEN, Alert, CallBack


def alert_to_change(subject_id: int) -> Alert | None:
    """The alert on one piece of text, held until the commit: a lead may be changing it just now."""
    rows = select(Alert).where(Alert.subject_id == subject_id).with_for_update()
    return db.session.scalar(rows.execution_options(populate_existing=True))


def alerts_of(area: Area, *, open_only: bool) -> list[Alert]:
    """The lead's list: the most serious first, then the oldest."""
    rows = select(Alert).where(Alert.area_id == area.id)
    if open_only:
        rows = rows.where(Alert.state.in_(OPEN))
    return list(db.session.scalars(rows.order_by(Alert.level.desc(), Alert.raised_at, Alert.id)))


def decided_alerts(area: Area, limit: int = 100) -> list[Alert]:
    """Alerts that were released or closed, the latest decision first."""
    rows = select(Alert).where(Alert.area_id == area.id, Alert.state.not_in(OPEN))
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


def open_alerts(area: Area) -> tuple[int, datetime | None]:
    """How many alerts wait for the lead, and when the oldest was raised (None: none waits)."""
    rows = select(func.count(), func.min(Alert.raised_at)).where(
        Alert.area_id == area.id, Alert.state.in_(OPEN)
    )
    count, oldest = db.session.execute(rows).one()
    return count, oldest
