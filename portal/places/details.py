"""What people say about a place, before it is kept."""

from dataclasses import dataclass
from datetime import date

from portal.places.models import PlaceKind


@dataclass(frozen=True)
class Details:
    """What people say about a place; `ends_on` None: nobody knows yet."""

    kind: PlaceKind
    name: str
    address: str
    starts_on: date
    ends_on: date | None
