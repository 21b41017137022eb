"""Makers for tests: a service of an area, written here."""

from typing import Any

from portal.core import clock
from portal.local_offer.directory.actions import add_service, organisation_called
from portal.local_offer.directory.details import Details
from portal.local_offer.directory.models import Service
from tests.planting import area_called


def a_service(
    area_slug: str = "liverpool",
    by: int | None = None,
    *,
    name: str = "Kite club",
    organisation: str = "Far Shore",
    **fields: Any,
) -> Service:
    """A service, checked today; call it inside a transaction."""
    area, at = area_called(area_slug), clock.now()
    runs_it = organisation_called(area=area, name=organisation, by=by, at=at)
    given: dict[str, Any] = {
        "plain_summary": "We fly kites.",
        "needs": ["any"],
        "min_age": 5,
        "max_age": 11,
    } | fields
    details = Details(name=name, **given)
    return add_service(area=area, organisation=runs_it, details=details, by=by, at=at)
