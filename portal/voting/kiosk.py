"""A shared tablet that staff started for one vote and one place: what its one cookie says, until midnight.

It never remembers that somebody voted, because everybody votes here. It counts as a channel of its own.
"""

from dataclasses import dataclass
from datetime import date

import flask

from portal.areas.models import Area
from portal.core import clock

KEY = "kiosk"
NO_PLACE = 0


@dataclass(frozen=True)
class Kiosk:
    """The tablet of one vote. `place_id` None: at no place of the list. `is_over`: its day has passed."""

    place_id: int | None
    is_over: bool


def start(area: Area, slug: str, place_id: int | None, today: date) -> None:
    """This device is a kiosk from now until midnight, and nothing else: what it held before goes."""
    flask.session.clear()
    flask.session[KEY] = [area.slug, slug, place_id or NO_PLACE, today.isoformat()]


def here(area: Area, slug: str) -> Kiosk | None:
    """Whether this device is a kiosk of this vote, None for every other device."""
    held = flask.session.get(KEY)
    if not held or held[:2] != [area.slug, slug]:
        return None
    return Kiosk(held[2] or None, held[3] != clock.today().isoformat())


def stop() -> None:
    """This device is no kiosk any more; nothing of anybody stays on it."""
    flask.session.clear()
