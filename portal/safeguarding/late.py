"""The worker's step: alerts that no lead opened in time are told to every lead, once."""

from datetime import datetime

from portal.areas.queries import area_by_id
from portal.core.db import reading, transaction
from portal.safeguarding.alert_clock import is_late
from portal.safeguarding.models import AlertState
from portal.safeguarding.notices import tell_stand_ins
from portal.safeguarding.queries import alert_of, unopened_alerts

STEP = "late alerts"


def do_round(at: datetime) -> None:
    """Every ten seconds: what is late and new goes to the stand-ins; reads only while nothing is."""
    with reading():
        late = [
            (alert.area_id, alert.id)
            for alert in unopened_alerts()
            if is_late(alert, area_by_id(alert.area_id).settings, at)
        ]
    for area_id, alert_id in late:
        with transaction():
            area = area_by_id(area_id)
            alert = alert_of(area, alert_id, for_update=True)
            if alert is not None and alert.state == AlertState.NEW and alert.late_told_at is None:
                tell_stand_ins(alert=alert, area=area, at=at)
