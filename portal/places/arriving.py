"""Which place this device came by today: kept in the one cookie, and only until midnight.

Whoever answers at home next week is not at the event any more.
"""

from datetime import date

import flask

from portal.areas.models import Area
from portal.places.models import Place, PlaceKind
from portal.places.queries import place_by_slug

KEY = "place"


def arrive(place: Place, area: Area, today: date) -> None:
    """This device came by the link of a place today."""
    flask.session[KEY] = f"{area.slug}/{place.slug}/{today.isoformat()}"


def place_of_device(area: Area, today: date) -> Place | None:
    """The place that answers begun here now belong to, None for most people."""
    held, _slash, rest = str(flask.session.get(KEY, "")).partition("/")
    slug, _slash, day = rest.partition("/")
    if held != area.slug or day != today.isoformat():
        return None
    place = place_by_slug(area, slug)
    return place if place is not None and place.is_on(today) else None


def event_of_device(area: Area, today: date) -> Place | None:
    """The event that this device came by today; None for most people, and at a place that is no event."""
    place = place_of_device(area, today)
    return place if place is not None and place.kind == PlaceKind.EVENT else None
