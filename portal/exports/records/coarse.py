"""About-you columns made coarse, so that no row points at a person by who they are.

Two steps. A value that fewer people share than figures are shown for goes, in each round and
audience. Then, while a whole description belongs to fewer than LEAST_ALIKE people, its parts go, the
most telling first. The file still stays inside: it is for one purpose, and says so.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

HIDDEN = "hidden"
LEAST_ALIKE = 5
# in the order in which they are given up
PARTS = ("locality", "language", "plan", "age_band", "helper")


class About(NamedTuple):
    """Who answered, as it stands beside their answers; None: they did not say."""

    wave_id: int
    audience: str
    mode: str
    channel: str
    locality: str | None
    language: str | None
    plan: str | None
    age_band: str | None
    helper: str | None


def coarsened(people: Mapping[About, int], least: int) -> dict[About, About]:
    """What each description becomes. `people`: how many share each; `least`: that a value may have."""
    rare = _rare(people, least)
    found = {about: _without(about, {p for p in PARTS if _value(about, p) in rare}) for about in people}
    for part in PARTS:
        alike: Counter[About] = Counter()
        for about, now in found.items():
            alike[now] += people[about]
        found = {
            about: now if alike[now] >= LEAST_ALIKE else _without(now, {part})
            for about, now in found.items()
        }
    return found


def _value(about: About, part: str) -> tuple[int, str, str, str | None]:
    return (about.wave_id, about.audience, part, getattr(about, part))


def _rare(people: Mapping[About, int], least: int) -> set[tuple[int, str, str, str | None]]:
    count: Counter[tuple[int, str, str, str | None]] = Counter()
    for about, number in people.items():
        for part in PARTS:
            count[_value(about, part)] += number
    return {value for value, number in count.items() if number < least}


def _without(about: About, parts: set[str]) -> About:
    kept = about._asdict()
    return About._make(HIDDEN if name in parts else value for name, value in kept.items())
