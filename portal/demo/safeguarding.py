"""The demonstration's alerts in several stages, a drill that is over, and who has the duty: all made up."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.core.db import random_id
from portal.safeguarding.actions import Sender, screen_words, start_drill
from portal.safeguarding.cover_actions import hand_over
from portal.safeguarding.lead_actions import PassedOn, mark_seen, move
from portal.safeguarding.models import Alert, AlertState
from portal.safeguarding.notices import leads_of
from portal.safeguarding.queries import alerts_of, drills_of

WORDS = (
    "Made up: my uncle hits me.",
    "Made up: she does not feel safe at home.",
    "Made up: he has bruises again.",
    "Made up: I am exhausted.",
)
NOTE = "Made up for the demonstration."


def plant_worries(*, area: Area, at: datetime) -> None:
    """Four alerts without an item: one new, then acting, passed on and closed; nothing the second time."""
    if drills_of(area):
        return
    lead = leads_of(area)[0].id
    for number, words in enumerate(WORDS, start=1):
        sender = Sender("demonstration", number)
        screen_words(area=area, words=words, subject_id=random_id(), sender=sender, at=at)
    for alert, to in zip(
        alerts_of(area, open_only=True)[1:4],
        (AlertState.ACTING, AlertState.PASSED_ON, AlertState.CLOSED),
        strict=False,
    ):
        _bring(alert, to, lead, at)
    drill = start_drill(area=area, by=lead, at=at - timedelta(minutes=75))
    mark_seen(alert=drill, by=lead, at=at - timedelta(minutes=63))
    move(alert=drill, to=AlertState.CLOSED, note=NOTE, by=lead, at=at)
    hand_over(area=area, to=lead, note=NOTE, by=lead, at=at)


def _bring(alert: Alert, to: AlertState, lead: int, at: datetime) -> None:
    mark_seen(alert=alert, by=lead, at=at)
    passed = PassedOn("The front door of the council (made up)", at, "DEMO 1")
    move(alert=alert, to=to, note=NOTE, by=lead, at=at, passed=passed)
