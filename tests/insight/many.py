"""Comments straight into the table: for counts over more of them than families could write in a test."""

from datetime import date
from typing import Any

from portal.core import clock
from portal.core.db import random_id
from portal.core.disclosure import new_record_key
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.models import ItemState
from tests.planting import area_called

SHAPE = {
    "words": "Made up.",
    "personal_details": [],
    "source_kind": "survey question",
    "source_id": 1,
    "occasion_id": 1,
    "audience": Audience.PARENT_CARER,
    "mode": Mode.STANDARD,
    "language": "en",
    "channel": Channel.WEB,
}


def comment(day: date, state: ItemState, **own: Any) -> dict[str, Any]:
    """One comment of a person of its own, in Liverpool; cleared by somebody where it is cleared."""
    cleared = state == ItemState.CLEARED
    return {
        **SHAPE,
        "id": random_id(),
        "area_id": area_called("liverpool").id,
        "received_on": day,
        "state": state,
        "record_key": new_record_key(),
        "cleared_by": 1 if cleared else None,
        "cleared_at": clock.now() if cleared else None,
        **own,
    }
