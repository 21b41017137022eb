"""Made-up searches over fourteen months, counted through the log's own action; two gaps hide in them."""

from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from portal.areas.models import Area
from portal.core import clock
from portal.core.checked_yaml import load_shipped
from portal.local_offer.log.actions import Counts, add_counts, add_place, count_step
from portal.local_offer.log.clustering import meaning_of
from portal.local_offer.log.counting import need_of
from portal.local_offer.log.models import PORTAL
from portal.local_offer.log.queries import sources_of
from portal.local_offer.search.filters import Wanted
from portal.local_offer.search.finding import find
from portal.local_offer.search.queries import vocabulary_of

FILE = Path(__file__).parent / "data" / "searches.yaml"
MONTHS = 14
PLACES = (1, 2, 3)  # in the list, of what is opened
NOTHING_CHOSEN = Wanted({})


def plant_searches(area: Area, most: int, at: datetime) -> None:
    """Up to `most` kinds of search; nothing where the area has searches already."""
    if sources_of(area):
        return
    shipped, chance = load_shipped(FILE), Random(f"searches of {area.slug}")
    months = _months(clock.local(at).date())
    clusters: dict[str, int] = {}
    for kind in shipped["searches"][:most]:
        for place, words in enumerate(kind["words"]):
            share = 0.7 if place == 0 else 0.3 / (len(kind["words"]) - 1)
            number = _plant_words(area, words, kind, share, months, chance)
            clusters.setdefault(words, number)
    for step in shipped["steps"]:
        if step["first"] in clusters and step["then"] in clusters:
            for day in months:
                count_step(
                    before=clusters[step["first"]],
                    then=clusters[step["then"]],
                    day=day,
                    times=step["month"],
                )


def _plant_words(
    area: Area, words: str, kind: dict[str, Any], share: float, months: list[date], chance: Random
) -> int:
    meaning = meaning_of(area.slug, words, vocabulary_of(area.id))
    if meaning is None:
        raise LookupError(words)
    results = find(area, words, NOTHING_CHOSEN)
    found, need = results.answers, need_of(area, results)
    counted = []
    for turn, day in enumerate(months):
        grown = 1 + kind.get("grows", 0) / 100 * turn / (len(months) - 1)
        times = round(kind["month"] * share * grown * chance.uniform(0.75, 1.25))
        if times:
            opened = round(times * kind.get("opened", 0) / 100) if found else 0
            counted.append(Counts(day, times, nothing=0 if found else times, clicks=opened))
    if not counted:
        return 0
    number = add_counts(area=area, meaning=meaning, source=PORTAL, counted=counted, need=need)
    opened = sum(one.clicks for one in counted)
    if opened:
        place = chance.choice(PLACES[: len(found)])
        add_place(
            cluster_id=number, service_id=found[place - 1], position=place, day=months[-1], times=opened
        )
    return number


def _months(today: date) -> list[date]:
    """A day of each month, the oldest first; the last is today."""
    number = today.year * 12 + today.month - 1
    earlier = [
        date((number - back) // 12, (number - back) % 12 + 1, 15) for back in range(MONTHS - 1, 0, -1)
    ]
    return [*earlier, today]
