"""Every read of places."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.places.models import Place


def place_in(area: Area, place_id: int) -> Place | None:
    """A place of this area."""
    return db.session.scalar(select(Place).where(Place.area_id == area.id, Place.id == place_id))


def place_by_slug(area: Area, slug: str) -> Place | None:
    """The place of an area with this word in its address."""
    return db.session.scalar(select(Place).where(Place.area_id == area.id, Place.slug == slug))


def page_of_places(area: Area, number: int) -> Page[Place]:
    """The places of an area, the latest first."""
    rows = select(Place).where(Place.area_id == area.id)
    return page_of(rows.order_by(Place.starts_on.desc(), Place.id.desc()), number)


def places_to_choose(area: Area, since: date) -> list[Place]:
    """Places that had not ended before a day, by name: what a batch of paper may come from."""
    rows = select(Place).where(
        Place.area_id == area.id, or_(Place.ends_on.is_(None), Place.ends_on >= since)
    )
    return list(db.session.scalars(rows.order_by(Place.name, Place.id)))


def place_names(area: Area, place_ids: Collection[int]) -> dict[int, str]:
    """The names of places by id."""
    rows = select(Place.id, Place.name).where(Place.area_id == area.id, Place.id.in_(place_ids))
    return {row.id: row.name for row in db.session.execute(rows.order_by(Place.id))}
