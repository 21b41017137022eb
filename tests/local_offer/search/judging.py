"""The judged searches: a directory of made-up services and what families type, with the right answers."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.areas.models import Area
from portal.core.db import transaction
from portal.local_offer.directory.actions import add_service, organisation_called
from portal.local_offer.directory.details import Details
from portal.local_offer.search import queries
from portal.local_offer.search.finding import ranked
from portal.local_offer.search.indexing import read_all
from portal.local_offer.search.understanding import understand
from portal.local_offer.search.vocabulary import Vocabulary

FOLDER = Path(__file__).parent / "judged"
# the needs of the made-up services in the codes of the directory
NEEDS = {
    "communication": "speech",
    "learning-disability": "learning",
    "mental-health": "feelings",
    "sight": "vision",
    "development": "learning",
    "continence": "toilet",
}


@dataclass(frozen=True)
class Judged:
    """One search: what was typed, which services are right, and what kind of words it is made of."""

    typed: str
    right: frozenset[str]
    kind: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the two files."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def judged() -> list[Judged]:
    """Every judged search."""
    return [Judged(r["query"], frozenset(r["right"].split()), r["kind"]) for r in rows("queries.csv")]


def plant(area: Area, at: Any) -> dict[int, str]:
    """The made-up directory in an area; the keys of its services by their numbers."""
    keys: dict[int, str] = {}
    with transaction():
        runs_it = organisation_called(area=area, name="Example", by=None, at=at)
        for row in rows("services.csv"):
            details = Details(
                name=row["name"],
                plain_summary=row["summary"],
                description=row["description"],
                needs=[NEEDS.get(code, code) for code in row["needs"].split()],
                help_kinds=row["help"].split(),
            )
            service = add_service(area=area, organisation=runs_it, details=details, by=None, at=at)
            keys[service.id] = row["key"]
    read_all(area.id)
    return keys


def first_three(area_id: int, typed: str, vocabulary: Vocabulary, *, as_typed: bool = False) -> list[int]:
    """The numbers of the three services that stand first."""
    understood = understand(typed, vocabulary, as_typed=as_typed)
    return [one.service_id for one in ranked(area_id, understood, vocabulary)[:3]]


def share_right(
    area: Area, keys: dict[int, str], vocabulary: Vocabulary, *, as_typed: bool = False
) -> float:
    """For which share of the judged searches a right service is in the first three."""
    found = [
        bool(one.right & {keys[n] for n in first_three(area.id, one.typed, vocabulary, as_typed=as_typed)})
        for one in judged()
    ]
    return sum(found) / len(found)


def vocabulary(area: Area) -> Vocabulary:
    """The area's words."""
    return queries.vocabulary_of(area.id)
