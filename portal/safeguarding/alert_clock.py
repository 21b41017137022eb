"""The clock of an alert: by when the next thing must happen, in the leads' own hours."""

from datetime import datetime, timedelta

from portal.areas.settings import AreaSettings
from portal.safeguarding.models import Alert, AlertState

# an alert that somebody has opened, and that nobody has touched for so many working days, is late again
DAYS_BETWEEN_STEPS = 2


def due_at(alert: Alert, settings: AreaSettings) -> datetime | None:
    """By when a lead opens it, or takes the next step; None once it has ended.

    Level 3 within the minutes that the area set, level 2 within one working day, level 1 within the days
    in which the area reads all words (the levels of data/safeguarding-words.yaml).
    """
    hours = settings.lead_hours
    if not alert.is_open:
        return None
    if alert.state != AlertState.NEW:
        return hours.after(_touched(alert), DAYS_BETWEEN_STEPS * hours.day)
    time_to_look = {
        3: timedelta(minutes=settings.look_now_minutes),
        2: hours.day,
        1: settings.reading_days * hours.day,
    }
    return hours.after(alert.since, time_to_look[alert.level])


def _touched(alert: Alert) -> datetime:
    return max(
        [alert.since, *(step.at for step in alert.steps), *([alert.seen_at] if alert.seen_at else [])]
    )


def is_late(alert: Alert, settings: AreaSettings, now: datetime) -> bool:
    """Whether its time is over."""
    due = due_at(alert, settings)
    return due is not None and due < now
