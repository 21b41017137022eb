"""Every write of places: add, change, end."""

import re
from dataclasses import asdict
from datetime import datetime
from itertools import count

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.letters import words_in
from portal.places.details import Details
from portal.places.models import Place, PlaceKind
from portal.places.queries import slugs_like

CHANGED = "Somebody else has changed this place meanwhile. Look at it again, then save."


def add_place(*, area: Area, details: Details, by: int | None, at: datetime) -> Place:
    """A new place; refuses (fields) an end before the start and an event without a last day."""
    _check(details)
    place = Place(area_id=area.id, slug=_free_slug(area, details), **asdict(details))
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
    if place.version != seen_version:
        raise RuleBroken(CHANGED)
    for name, value in asdict(details).items():
        setattr(place, name, value)
    try:
        db.session.flush()
    except StaleDataError as overtaken:
        raise RuleBroken(CHANGED) from overtaken
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


def _free_slug(area: Area, details: Details) -> str:
    """The name in small letters, with a number behind it where it is taken: "city-library-2"."""
    letters = "-".join(word.text for word in words_in(details.name))
    plain = re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-")
    word = plain or details.kind.value
    taken = slugs_like(area, word)
    wanted = (f"{word}-{number}" if number > 1 else word for number in count(1))
    return next(slug for slug in wanted if slug not in taken)


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
