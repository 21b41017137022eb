"""What is said about a service before it is kept: typed by an officer, read from a feed, or made up."""

import uuid
from dataclasses import dataclass, field, fields
from typing import Any

from portal.local_offer.directory.models import LONGEST_DESCRIPTION, Service, ServiceStatus


@dataclass(frozen=True)
class Details:
    """The fields of a service that people or feeds write; as in the table (models.Service)."""

    name: str
    description: str = ""
    plain_summary: str = ""
    min_age: int | None = None
    max_age: int | None = None
    needs: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    help_kinds: list[str] = field(default_factory=list)
    cost: str = ""
    is_free: bool | None = None
    place_name: str = ""
    address: str = ""
    postcode: str = ""
    locality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    more_places: list[Any] = field(default_factory=list)
    schedule: str = ""
    days: list[str] = field(default_factory=list)
    how_to_get_it: str = ""
    who_decides: str = ""
    languages: list[str] = field(default_factory=list)
    accessibility: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE

    def values(self) -> dict[str, Any]:
        """Every field by its name, the lists as they are."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = tuple(one.name for one in fields(Details))
# the most letters of each text, as the table holds them
LONGEST = {
    "name": 200,
    "description": LONGEST_DESCRIPTION,
    "plain_summary": 1000,
    "cost": 1000,
    "place_name": 200,
    "address": 1000,
    "postcode": 10,
    "locality": 80,
    "schedule": 1000,
    "how_to_get_it": 1000,
    "who_decides": 1000,
    "accessibility": 1000,
    "phone": 200,
    "email": 200,
    "url": 1000,
}
# the name space under which ids that are no UUID become one, the same each time
NAMESPACE = uuid.UUID("6f1c9a52-8f0d-5c3e-9b57-3f5d0c0e7a11")


def public_id(area_slug: str, source: str, key: str) -> str:
    """The UUID of a thing of a feed: its own where it has one, else one made of area, source and key."""
    try:
        return str(uuid.UUID(key))
    except ValueError:
        return str(uuid.uuid5(NAMESPACE, f"{area_slug}/{source}/{key}"))


def details_of(service: Service) -> Details:
    """A service as it stands."""
    return Details(**{name: getattr(service, name) for name in FIELDS})
