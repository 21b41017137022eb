"""Every write of places: add, change, end."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import free_slug
from portal.core.versions import check_seen, save_seen
from portal.places.details import Details
from portal.places.models import Place, PlaceKind


def add_place(*, area: Area, details: Details, by: int | None, at: datetime) -> Place:
    """A new place; refuses (fields) an end before the start and an event without a last day."""
    _check(details)
    slug = free_slug(Place, area.id, details.name, details.kind.value)
    place = Place(area_id=area.id, slug=slug, **asdict(details))
    try:
        with db.session.begin_nested():
            db.session.add(place)
    except IntegrityError as double:
        raise RuleBroken("There is a place with this name already.", field="name", status=422) from double
    _record("added place", place, by, at)
    return place


def change_place(*, place: Place, details: Details, seen_version: int, by: int, at: datetime) -> None:
    """New details; its link stays as it is, because posters hang. Refuses as `add_place` does.

    Also refuses when somebody changed the place since the page was made (`seen_version`).
    """
    _check(details)
    check_seen(place, seen_version)
    for name, value in asdict(details).items():
        setattr(place, name, value)
    save_seen()
    _record("changed place", place, by, at)


def end_place(*, place: Place, by: int, at: datetime) -> None:
    """Today is its last day: from tomorrow its link leads to the surveys and names no place.

    Refuses a place whose last day is past; one that has not begun never has a day.
    """
    today = clock.local(at).date()
    if place.ends_on is not None and place.ends_on < today:
        raise RuleBroken("This place has ended already.")
    place.starts_on = min(place.starts_on, today)
    place.ends_on = today
    db.session.flush()
    _record("ended place", place, by, at)


def _check(details: Details) -> None:
    if details.kind == PlaceKind.EVENT and details.ends_on is None:
        raise RuleBroken("An event has a last day. Write it here.", field="ends_on", status=422)
    if details.ends_on is not None and details.ends_on < details.starts_on:
        raise RuleBroken("The last day is before the first one.", field="ends_on", status=422)


def _record(act: str, place: Place, by: int | None, at: datetime) -> None:
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=place.area_id,
        at=at,
        subject=("place", place.id),
        name=place.name,
        from_day=place.starts_on.isoformat(),
        to_day=place.ends_on.isoformat() if place.ends_on else "",
    )
