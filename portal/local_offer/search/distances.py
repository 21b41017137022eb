"""How far a service is: a postcode or a locality becomes a spot in memory, and a distance a rough band."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.local_offer.search import queries

SHIPPED = Path(__file__).parent / "data" / "postcodes.csv"
NEAR_MILES = 3
EARTH_MILES = 3958.8
# as the Royal Mail forms them; a first half alone ("L8") is enough to look near it
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})?", re.IGNORECASE)


@dataclass(frozen=True)
class Spot:
    """A place in degrees, held only while a page is made (rules.md: a postcode is never kept)."""

    latitude: float
    longitude: float


def spot_of_postcode(typed: str) -> Spot | None:
    """Where a postcode is, None when it is none or the table does not know it."""
    match = _POSTCODE.fullmatch(typed.strip()[:10])
    if match is None:
        return None
    district = match[1].upper()
    whole = f"{district} {match[2].upper()}" if match[2] else district
    known = queries.postcode_place(whole, district)
    return Spot(*known) if known else _shipped().get(district)


def spot_of_locality(area: Area, slug: str) -> Spot | None:
    """The middle of a locality: that of its services that have a place; None when none has."""
    known = queries.middle_of_locality(area, slug)
    return Spot(*known) if known else None


@cache
def _shipped() -> dict[str, Spot]:
    """Rough places of the first halves of postcodes, which ship; the whole table can be loaded."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return {
            row["postcode"]: Spot(float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }


def miles_between(spot: Spot | None, service: Any) -> float | None:
    """Miles from the spot to a service (anything with latitude and longitude), None when one is unknown."""
    if spot is None or service.latitude is None or service.longitude is None:
        return None
    north, east = radians(service.latitude - spot.latitude), radians(service.longitude - spot.longitude)
    across = cos(radians(spot.latitude)) * cos(radians(service.latitude))
    return 2 * EARTH_MILES * asin(sqrt(sin(north / 2) ** 2 + across * sin(east / 2) ** 2))


def nearness(miles: float | None) -> float:
    """From 1 (here) to 0 (10 miles and more, or not known), for the scorer."""
    return 0.0 if miles is None else max(0.0, 1 - miles / 10)


def band(miles: float | None) -> str:
    """A distance in words: nobody needs it to the yard, and a place is often only roughly known."""
    if miles is None:
        return ""
    bands: Sequence[tuple[float, str]] = (
        (1, _("less than a mile away")),
        (3, _("1 to 3 miles away")),
        (5, _("3 to 5 miles away")),
        (10, _("5 to 10 miles away")),
    )
    return next((words for most, words in bands if miles < most), _("more than 10 miles away"))
