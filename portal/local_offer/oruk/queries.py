"""Every read of the directory for others: pages of services that families see, with filters."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, or_, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.local_offer.directory.models import SHOWN, Service

SORTED_UNDER = (Service.needs, Service.help_kinds, Service.categories)


@dataclass(frozen=True)
class Wanted:
    """The filters of one request; "" and None ask for nothing. Ages in years."""

    words: str = ""
    term: str = ""
    min_age: int | None = None
    max_age: int | None = None
    day: str = ""


def page_of_services(area: Area, wanted: Wanted, number: int, size: int) -> Page[Service]:
    """Services that families see, by name, those that fit all filters."""
    rows = select(Service).where(Service.area_id == area.id, Service.status.in_(SHOWN))
    for condition in _conditions(wanted):
        rows = rows.where(condition)
    return page_of(rows.order_by(Service.name, Service.id), number, size=size)


def service_ids(area: Area) -> dict[int, str]:
    """The public id of each service that families see and that has a place, by its number."""
    rows = select(Service.id, Service.public_id).where(_has_a_place(), Service.area_id == area.id)
    found = db.session.execute(rows.where(Service.status.in_(SHOWN)).order_by(Service.id))
    return {row.id: row.public_id for row in found}


def placed(area: Area, wanted: Wanted) -> list[Any]:
    """Number, latitude and longitude of each service with a place that fits all filters, by name."""
    rows = select(Service.id, Service.latitude, Service.longitude).where(
        Service.area_id == area.id, Service.status.in_(SHOWN), _has_a_place(), *_conditions(wanted)
    )
    return list(db.session.execute(rows.order_by(Service.name, Service.id)))


def services_numbered(area: Area, numbers: list[int]) -> list[Service]:
    """The services with these numbers, in the order of the numbers."""
    rows = select(Service).where(Service.area_id == area.id, Service.id.in_(numbers))
    found = {service.id: service for service in db.session.scalars(rows.order_by(Service.id))}
    return [found[number] for number in numbers if number in found]


def _has_a_place() -> ColumnElement[bool]:
    return or_(Service.place_name != "", Service.address != "", Service.postcode != "")


def service_by_public_id(area: Area, public_id: str) -> Service | None:
    """A service that families see, by the id under which others know it."""
    rows = select(Service).where(Service.area_id == area.id, Service.public_id == public_id)
    return db.session.scalar(rows.where(Service.status.in_(SHOWN)))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.words:
        texts = (Service.name, Service.plain_summary, Service.description)
        found.append(or_(*(text.icontains(wanted.words, autoescape=True) for text in texts)))
    if wanted.term:
        found.append(or_(*(_holds(column, wanted.term) for column in SORTED_UNDER)))
    if wanted.day:
        found.append(_holds(Service.days, wanted.day))
    if wanted.min_age is not None:
        found.append(or_(Service.max_age.is_(None), Service.max_age >= wanted.min_age))
    if wanted.max_age is not None:
        found.append(or_(Service.min_age.is_(None), Service.min_age <= wanted.max_age))
    return found


def _holds(column: Any, code: str) -> ColumnElement[bool]:
    """Whether a list of codes holds one: codes are plain letters, so their quotes mark them."""
    return cast(column, String).contains(f'"{code}"', autoescape=True)
