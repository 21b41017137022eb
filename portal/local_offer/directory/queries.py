"""Every read of organisations and services."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, func, or_, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.local_offer.directory.models import HERE, SHOWN, STALE_AFTER, Organisation, Service

FAMILY_PAGE = 20


def _services(area: Area) -> Select[Service]:
    return select(Service).where(Service.area_id == area.id)


def service_in(area: Area, service_id: int) -> Service | None:
    """A service of this area, shown to families or not."""
    return db.session.scalar(_services(area).where(Service.id == service_id))


def services_by_ids(area: Area, service_ids: Collection[int]) -> dict[int, Service]:
    """The services of this area with these ids that families see, by id."""
    rows = _services(area).where(Service.id.in_(service_ids), Service.status.in_(SHOWN))
    return {service.id: service for service in db.session.scalars(rows.order_by(Service.id))}


def shown_services(area: Area) -> list[Service]:
    """Every service that families see, by name."""
    rows = _services(area).where(Service.status.in_(SHOWN))
    return list(db.session.scalars(rows.order_by(Service.name, Service.id)))


def page_of_shown(area: Area, number: int) -> Page[Service]:
    """The services that families see, by name, a page at a time."""
    rows = _services(area).where(Service.status.in_(SHOWN))
    return page_of(rows.order_by(Service.name, Service.id), number, size=FAMILY_PAGE)


def page_of_services(area: Area, number: int, words: str, stale_on: date | None) -> Page[Service]:
    """Services for officers, by name: whose name or organisation holds `words`, or only the stale ones."""
    rows = _services(area)
    if words:
        joined = rows.join(Organisation, Organisation.id == Service.organisation_id)
        holds = (column.icontains(words, autoescape=True) for column in (Service.name, Organisation.name))
        rows = joined.where(or_(*holds))
    if stale_on is not None:
        rows = rows.where(
            Service.status.in_(SHOWN),
            or_(Service.last_checked_on.is_(None), Service.last_checked_on < stale_on - STALE_AFTER),
        )
    return page_of(rows.order_by(Service.name, Service.id), number)


def stale_count(area: Area, today: date) -> int:
    """How many entries that families see nobody has checked for a year."""
    rows = select(func.count()).select_from(Service)
    rows = rows.where(Service.area_id == area.id, Service.status.in_(SHOWN))
    old = or_(Service.last_checked_on.is_(None), Service.last_checked_on < today - STALE_AFTER)
    return db.session.scalar(rows.where(old)) or 0


def organisation_named(area: Area, name: str) -> Organisation | None:
    """The organisation of this area that was written here under this name."""
    rows = select(Organisation).where(Organisation.area_id == area.id, Organisation.name == name)
    return db.session.scalar(rows.order_by((Organisation.source != HERE), Organisation.id).limit(1))


def organisation_names(area: Area) -> list[str]:
    """The names of the organisations of an area, for an officer to choose from."""
    rows = select(Organisation.name).where(Organisation.area_id == area.id).distinct()
    return list(db.session.scalars(rows.order_by(Organisation.name)))
