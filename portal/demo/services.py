"""Made-up services, planted through the actions: the same ones each time, some of them old or closed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from portal.areas.models import Area
from portal.core.checked_yaml import load_shipped
from portal.local_offer.directory.actions import add_service, organisation_called, take_off
from portal.local_offer.directory.details import Details
from portal.local_offer.directory.models import ServiceStatus
from portal.local_offer.directory.queries import page_of_services

FILE = Path(__file__).parent / "data" / "services.yaml"
# the middle of each area, near enough for a made-up place
MIDDLES = {"liverpool": (53.408, -2.961), "knowsley": (53.431, -2.838), "wirral": (53.376, -3.061)}
POSTCODES = {
    "liverpool": ("L1", "L8", "L18"),
    "knowsley": ("L36", "L32", "L35"),
    "wirral": ("CH41", "CH44"),
}
MONTHS_AGO = (0, 1, 2, 3, 5, 8, 11, 14)


def plant_services(area: Area, most: int, at: datetime) -> bool:
    """Up to `most` services; nothing, and False, where the area has services already."""
    if page_of_services(area, 1, "", None).total:
        return False
    for number, (name, details) in enumerate(_services(area, most)):
        then = at - timedelta(days=30 * MONTHS_AGO[number % len(MONTHS_AGO)])
        runs_it = organisation_called(area=area, name=name, by=None, at=then)
        service = add_service(area=area, organisation=runs_it, details=details, by=None, at=then)
        if number == most - 1:
            take_off(service=service, by=None, at=at)
    return True


def _services(area: Area, most: int) -> Iterator[tuple[str, Details]]:
    """Pairs of an organisation's name and a service: first one of every pattern, then the others."""
    shipped = load_shipped(FILE)
    chance = Random(f"services of {area.slug}")
    rounds: dict[int, list[tuple[str, Details]]] = {}
    for pattern in shipped["patterns"]:
        made = [
            (shipped["organisations"][pattern["by"]].format(area=area.name), details)
            for variant in pattern["variants"]
            for details in _at_places(area, shipped, pattern, variant, chance)
        ]
        for turn, pair in enumerate(made):
            rounds.setdefault(turn, []).append(pair)
    everything = [pair for turn in sorted(rounds) for pair in rounds[turn]]
    yield from everything[:most]


def _at_places(
    area: Area, shipped: dict[str, Any], pattern: dict[str, Any], variant: dict[str, Any], chance: Random
) -> Iterator[Details]:
    for venue in chance.sample(shipped["venues"], pattern.get("places", 1)):
        locality, number = chance.choice(area.localities), chance.randrange(1000)
        words = f", {variant['word']}" if "word" in variant else ""
        where = (
            _where(area, venue, locality.slug, shipped["streets"], chance) if "places" in pattern else {}
        )
        yield Details(
            name=pattern["name"].format(place=venue, area=area.name, part=locality.name) + words,
            description=pattern["description"].strip(),
            plain_summary=pattern["summary"],
            min_age=variant["ages"][0],
            max_age=variant["ages"][1],
            needs=sorted(pattern["needs"]),
            categories=sorted(pattern["themes"]),
            help_kinds=sorted(pattern["help"]),
            cost=pattern.get("cost", ""),
            is_free=pattern.get("free"),
            schedule=pattern["when"],
            days=pattern.get("days", []),
            how_to_get_it=pattern["how"],
            who_decides=pattern["decides"],
            languages=["English", "Polish"] if number % 9 == 0 else ["English"],
            # 0151 496 0000 to 0999 is kept for drama (Ofcom)
            phone=f"0151 496 0{number:03}",
            email=f"service{number}@{area.slug}.example.org",
            url=f"https://services.example.org/{area.slug}/{number}",
            status=ServiceStatus.CLOSED_FOR_NOW if number % 41 == 0 else ServiceStatus.ACTIVE,
            **where,
        )


def _where(area: Area, venue: str, locality: str, streets: list[str], chance: Random) -> dict[str, Any]:
    north, east = MIDDLES.get(area.slug, (53.4, -2.9))
    return {
        "place_name": venue,
        "address": f"{chance.randrange(1, 90)} {chance.choice(streets)}",
        "postcode": chance.choice(POSTCODES.get(area.slug, ("L1",))),
        "locality": locality,
        "latitude": round(north + chance.uniform(-0.05, 0.05), 5),
        "longitude": round(east + chance.uniform(-0.06, 0.06), 5),
        "accessibility": "Step-free. Blue Badge parking. A quiet room.",
    }
