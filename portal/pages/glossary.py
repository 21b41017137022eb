"""Hard words and what they mean, from data/glossary.yaml, by their first letter."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.core import checked_yaml

SHIPPED = Path(__file__).parent / "data" / "glossary.yaml"


@dataclass(frozen=True)
class Term:
    """A hard word: what it means in plain and in easy words, and other names for it (may be none)."""

    name: str
    plain: str
    easy: str
    also: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page: "EHC plan" -> "ehc-plan"."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


@cache
def terms_by_letter() -> dict[str, list[Term]]:
    """Every term under its first letter, in the order of the alphabet whatever the size of letters."""
    letters: dict[str, list[Term]] = {}
    for term in sorted(_read(), key=lambda term: term.name.casefold()):
        letters.setdefault(term.name[0].upper(), []).append(term)
    return letters


def _read() -> list[Term]:
    entries = checked_yaml.load_shipped(SHIPPED)["terms"]
    return [Term(e["term"], e["plain"], e["easy"], tuple(e["also"])) for e in entries]
