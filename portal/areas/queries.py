"""Every read of areas."""

from sqlalchemy import bindparam, select

from portal.areas.models import Area, Locality
from portal.core.db import db

# built once: nearly every request asks it
AREA_BY_SLUG = select(Area).where(Area.slug == bindparam("slug"))


def all_areas() -> list[Area]:
    """Every area by name."""
    return list(db.session.scalars(select(Area).order_by(Area.name, Area.id)))


def area_by_slug(slug: str) -> Area | None:
    """The area with this word in its address."""
    return db.session.scalar(AREA_BY_SLUG, {"slug": slug})


def area_by_id(area_id: int) -> Area:
    """The area of a row that names it; LookupError when there is none, which the database rules out."""
    area = db.session.get(Area, area_id)
    if area is None:
        raise LookupError(f"no area {area_id}")
    return area


def localities_of(area: Area) -> list[Locality]:
    """The parts of an area in their own order."""
    rows = select(Locality).where(Locality.area_id == area.id)
    return list(db.session.scalars(rows.order_by(Locality.position, Locality.id)))
