"""What area inspections look at (data/inspection-criteria.yaml): a second set of tags beside the themes."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from portal.core import checked_yaml

FILE = Path(__file__).parent / "data" / "inspection-criteria.yaml"


@dataclass(frozen=True)
class Criterion:
    """One thing that inspectors look at.

    `group`: the heading it stands under. `themes`: slugs of the themes that speak to it. `questions`: keys
    of survey questions that do; `elsewhere`: other parts of the portal that do, in words.
    """

    key: str
    group: str
    title: str
    plain: str
    themes: tuple[str, ...]
    questions: tuple[str, ...]
    elsewhere: tuple[str, ...]


@cache
def every_criterion() -> tuple[Criterion, ...]:
    """The criteria in the order of the file."""
    data = checked_yaml.load_shipped(FILE)
    groups = {entry["key"]: entry["title"] for entry in data["groups"]}
    return tuple(_read(entry, groups) for entry in data["criteria"])


def _read(entry: dict[str, Any], groups: dict[str, str]) -> Criterion:
    questions = [one for one in entry["evidence"] if "." in one]
    return Criterion(
        key=entry["key"],
        group=groups[entry["group"]],
        title=entry["title"],
        plain=entry["plain"],
        themes=tuple(entry["themes"]),
        questions=tuple(questions),
        elsewhere=tuple(one for one in entry["evidence"] if one not in questions),
    )


@cache
def criteria() -> dict[str, str]:
    """The criteria by their key, in the order of the file: how each is called."""
    return {one.key: one.title for one in every_criterion()}


@cache
def edition_known() -> date:
    """The day of the edition of the inspectors' handbook that the file was written by."""
    return date.fromisoformat(str(checked_yaml.load_shipped(FILE)["edition_known"]))
