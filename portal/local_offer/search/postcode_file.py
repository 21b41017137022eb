"""The ONS Postcode Directory, read in batches: two and a half million lines do not fit into one change."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from portal.core.errors import RuleBroken

BATCH = 5000
NOWHERE = 99.0  # the latitude that the directory gives where it knows no place
Place = tuple[str, float, float]


def batches_of(file: Path) -> Iterator[list[Place]]:
    """Batches of (postcode, latitude, longitude); refuses (RuleBroken) a file without these columns."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if not {"pcds", "lat", "long"} <= set(reader.fieldnames or ()):
            raise RuleBroken("The file has no columns pcds, lat and long.")
        places = _places(reader)
        while batch := list(islice(places, BATCH)):
            yield batch


def _places(reader: "csv.DictReader[str]") -> Iterator[Place]:
    for row in reader:
        try:
            latitude, longitude = float(row["lat"]), float(row["long"])
        except (TypeError, ValueError):
            continue
        postcode = " ".join((row["pcds"] or "").upper().split())
        if 5 <= len(postcode) <= 8 and latitude < NOWHERE:
            yield postcode, latitude, longitude
