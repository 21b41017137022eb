"""The bank holidays that ship: an area begins with them as its closed days, and may change them."""

from functools import cache
from pathlib import Path

from portal.core import checked_yaml

FILE = Path(__file__).parent / "data" / "closed_days.yaml"


@cache
def shipped_days() -> tuple[str, ...]:
    """The days, written 2027-03-26, the earliest first (England and Wales)."""
    return tuple(checked_yaml.load_shipped(FILE)["closed_days"])
