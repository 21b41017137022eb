"""Signed marks that a page carries on: which cluster a search belongs to, for clicks and refinements.

A mark names no person and no device, counts on the day it was made and the next, and cannot be made up.
"""

from datetime import date, timedelta

from portal.core import keys
from portal.core.deployment import secret_key

NONE = 0  # a first search comes after none


def mark_of(area_slug: str, cluster_id: int, day: date) -> str:
    """The mark of a cluster on a day (NONE: of an empty search page)."""
    said = f"{cluster_id}-{day.toordinal()}"
    return f"{said}-{_seal(area_slug, said)}"


def cluster_of(area_slug: str, mark: str, today: date) -> int | None:
    """The cluster of a mark (NONE: no search before), None for a mark that is not ours, or is old."""
    said, _dash, seal = mark[:80].rpartition("-")
    number, _dash, ordinal = said.partition("-")
    if not (number.isdigit() and ordinal.isdigit() and said.isascii()) or seal != _seal(area_slug, said):
        return None
    made = date.fromordinal(int(ordinal))
    return int(number) if today - timedelta(days=1) <= made <= today else None


def _seal(area_slug: str, said: str) -> str:
    key = keys.derive(secret_key(), "search trail")
    return keys.keyed_hash(key, f"{area_slug}|{said}")[:20]
