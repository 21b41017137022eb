"""The figures of a release: counted tables, protected and written as the bytes that are published.

The shape of the file stands in docs/releases.md.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from portal.core.disclosure import (
    WORDS,
    DisclosureSettings,
    PeopleCount,
    ProtectedTable,
    Protector,
    ShownKind,
)

SHAPE = "send-portal-release-3"


@dataclass(frozen=True)
class CountedCell:
    """One answer and who gave it; `in_base` False: it stands apart ("not sure") and out of the base."""

    code: str
    label: str
    people: PeopleCount
    in_base: bool = True


@dataclass(frozen=True)
class PlanTarget:
    """What a plan wants of a table: so many in a hundred in the cells `codes` together; its own words."""

    per_cent: int
    codes: Sequence[str]
    measure: str


@dataclass(frozen=True)
class CountedTable:
    """One one-way table, not yet protected.

    `section` is "who", "answers", "themes", "priorities", "criteria", "stances" or "same"; `mode` None:
    over all modes.
    `many`: one person may be in several cells. The cells stand in an order of their own, never that of
    the counts.
    `beside_exact`: the base is known exactly elsewhere, so the table is hidden whole when a cell is a star.
    `version` of the thing it was asked in, and `since` which version its answers compare; None: always.
    `target`: what the plan in force wants, where it names a number.
    """

    section: str
    key: str
    title: str
    group: str
    audience: str
    mode: str | None
    many: bool
    base: PeopleCount
    cells: Sequence[CountedCell]
    beside_exact: bool = False
    version: int | None = None
    since: int | None = None
    target: PlanTarget | None = None


@dataclass(frozen=True)
class ShownCell:
    """One cell as everyone may see it; `shown` is "number", "star" or "hidden"."""

    code: str
    label: str
    in_base: bool
    shown: str
    people: int | None
    per_cent: int | None
    words: str | None


@dataclass(frozen=True)
class ShownTable:
    """One table as everyone may see it; `people` None: not enough answers to show."""

    section: str
    key: str
    title: str
    group: str
    audience: str
    mode: str | None
    many: bool
    people: int | None
    cells: tuple[ShownCell, ...]
    version: int | None = None
    since: int | None = None
    target: PlanTarget | None = None

    @property
    def share_of_target(self) -> int | None:
        """How many in a hundred are where the plan wants them, from shown figures; None: not to be said."""
        if self.target is None or not self.people:
            return None
        cells = [cell for cell in self.cells if cell.code in self.target.codes]
        if not cells or any(cell.per_cent is None or cell.people is None for cell in cells):
            return None
        return min(round(100 * sum(cell.people or 0 for cell in cells) / self.people), 100)

    def compares_with(self, before: "ShownTable") -> bool:
        """Whether its answers may be laid beside those of a round before, by the versions of the two."""
        return self.since is None or before.version is None or before.version >= self.since

    @property
    def enough(self) -> bool:
        """Whether there were enough answers to show anything."""
        return self.people is not None

    @property
    def has_star(self) -> bool:
        """Whether a star stands in it, so that the page says what a star is."""
        return any(cell.shown == ShownKind.STAR for cell in self.cells)

    @property
    def largest_first(self) -> list[ShownCell]:
        """The cells by the figure shown, stars last; those shown alike keep their order."""
        return sorted(self.cells, key=lambda cell: -(cell.people or 0))


def protected(tables: Sequence[CountedTable], protect: Protector) -> list[dict[str, Any]]:
    """The tables as everyone may see them, in the shape of the file."""
    return [_protected(one, protect) for one in tables]


def _protected(table: CountedTable, protect: Protector) -> dict[str, Any]:
    shown = protect.table(table.base, {cell.code: cell.people for cell in table.cells})
    if table.beside_exact and any(one.kind == ShownKind.STAR for one in shown.cells.values()):
        # an exact total beside one star would give it away (rules.md, small numbers)
        shown = shown.hidden()
    return {
        "section": table.section,
        "key": table.key,
        "title": table.title,
        "group": table.group,
        "audience": table.audience,
        "mode": table.mode,
        "many": table.many,
        "version": table.version,
        "since": table.since,
        "shown": shown.base.kind.value,
        "people": shown.base.number,
        "target": asdict(table.target) if table.target else None,
        "cells": [_cell(cell, shown) for cell in table.cells],
    }


def _cell(cell: CountedCell, shown: ProtectedTable[str]) -> dict[str, Any]:
    word = shown.words(cell.code) if cell.in_base else None
    return {
        "code": cell.code,
        "label": cell.label,
        "in_base": cell.in_base,
        "shown": shown.cells[cell.code].kind.value,
        "people": shown.cells[cell.code].number,
        "per_cent": shown.percent(cell.code) if cell.in_base else None,
        "words": WORDS[word] if word else None,
    }


def protection(settings: DisclosureSettings) -> dict[str, Any]:
    """The settings that were in force; epsilon as text, because machines write fractions differently."""
    return {
        "threshold": settings.threshold,
        "small": settings.small,
        "step": settings.step,
        "epsilon": str(settings.epsilon),
        "percentage_base": settings.percentage_base,
    }


def written(content: dict[str, Any]) -> str:
    """The file: the same content is always the same bytes (in UTF-8)."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def checksum(file: str) -> str:
    """SHA-256 of the file, as `sha256sum` prints it."""
    return hashlib.sha256(file.encode()).hexdigest()


@dataclass(frozen=True)
class Published:
    """A file read back."""

    content: dict[str, Any]

    @property
    def settings(self) -> DisclosureSettings:
        """The protection that was in force."""
        own = self.content["protection"]
        return DisclosureSettings(**{**own, "epsilon": float(own["epsilon"])})

    @property
    def tables(self) -> list[ShownTable]:
        """Its tables in their order."""
        return [_shown(one) for one in self.content["tables"]]

    @property
    def has_audiences(self) -> bool:
        """Whether it holds answers to the questions of a survey; a vote is asked of all alike."""
        return self.content["kind"] != "vote" and any(
            one["section"] == "answers" for one in self.content["tables"]
        )

    @property
    def has_figures(self) -> bool:
        """Whether any table had enough answers to show."""
        return any(one["shown"] != ShownKind.HIDDEN for one in self.content["tables"])


def read(file: str) -> Published:
    """What a file holds."""
    return Published(json.loads(file))


def _shown(one: dict[str, Any]) -> ShownTable:
    plain = {name: value for name, value in one.items() if name not in {"cells", "shown", "target"}}
    # files from before plans' targets were written have none
    target = PlanTarget(**one["target"]) if one.get("target") else None
    return ShownTable(**plain, cells=tuple(ShownCell(**cell) for cell in one["cells"]), target=target)
