"""The demonstration's alerts in several stages, a drill that is over, and who has the duty: all made up."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.core.db import random_id
from portal.safeguarding.actions import Sender, screen_words, start_drill
from portal.safeguarding.cover_actions import hand_over
from portal.safeguarding.lead_actions import PassedOn, mark_seen, move
from portal.safeguarding.models import Alert, AlertState
from portal.safeguarding.notices import leads_of
from portal.safeguarding.queries import drills_of

WORDS: dict[str, AlertState] = {
    "Made up: my uncle hits me.": AlertState.NEW,
    "Made up: she is scared to go home.": AlertState.ACTING,
    "Made up: he has bruises again.": AlertState.PASSED_ON,
    "Made up: some man online asks for photos.": AlertState.CLOSED,
}
NOTE = "Made up for the demonstration."


def plant_worries(*, area: Area, at: datetime) -> None:
    """Four alerts, and there are no others: new, acting, passed on, closed; nothing the second time."""
    if drills_of(area):
        return
    lead = leads_of(area)[0].id
    for number, (words, stage) in enumerate(WORDS.items(), start=1):
        sender, raised = Sender("demonstration", number), at - timedelta(minutes=25 * number**2)
        alert = screen_words(area=area, words=words, subject_id=random_id(), sender=sender, at=raised)
        if alert is not None and stage != AlertState.NEW:
            _bring(alert, stage, lead, raised)
    drill = start_drill(area=area, by=lead, at=at - timedelta(minutes=75))
    mark_seen(alert=drill, by=lead, at=at - timedelta(minutes=63))
    move(alert=drill, to=AlertState.CLOSED, note=NOTE, by=lead, at=at)
    hand_over(area=area, to=lead, note=NOTE, by=lead, at=at)


def _bring(alert: Alert, to: AlertState, lead: int, raised: datetime) -> None:
    """A lead opens an alert some minutes after it was raised, and then takes it to its stage."""
    mark_seen(alert=alert, by=lead, at=raised + timedelta(minutes=12))
    then = raised + timedelta(minutes=40)
    passed = PassedOn("The front door of the council (made up)", then, "DEMO 1")
    move(alert=alert, to=to, note=NOTE, by=lead, at=then, passed=passed)
