"""Every figure that follows from what was released, and what does not follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.areas.models import Area
from portal.exports.attack.drawings import Figures
from portal.exports.attack.running_text import Sentence
from portal.exports.attack.saying import Cell, Shown, betrayed
from portal.releases.figures import ShownTable
from portal.strategies.queries import measures_of, priorities_of_area
from portal.strategies.tracking_queries import figures_of
from portal.surveys.results.measuring import share


@dataclass
class Known:
    """Every figure that follows from what was released: numbers, and shares in a hundred."""

    counts: set[int] = field(default_factory=set)
    per_cents: set[float] = field(default_factory=lambda: {0.0})
    cells: list[Cell] = field(default_factory=list)
    targets: set[float] = field(default_factory=set)

    def copy(self) -> "Known":
        """Another one that knows the same."""
        return Known(set(self.counts), set(self.per_cents), list(self.cells), set(self.targets))

    def learn(self, tables: Iterable[tuple[str, str, ShownTable]]) -> None:
        """Add what these tables show, each with its round and group, and what can be worked out from it."""
        for round_title, who, table in tables:
            self.cells += [Cell(round_title, who, table.people, one) for one in table.cells]
            people = [cell.people for cell in table.cells if cell.people is not None]
            self.counts |= {*people, *([table.people] if table.people is not None else [])}
            self.per_cents |= {cell.per_cent for cell in table.cells if cell.per_cent is not None}
            if table.people:
                self.per_cents |= {min(round(100 * one / table.people), 100) for one in people}
            self.per_cents |= _good_shares(table)
            if table.target:
                self.targets.add(table.target.per_cent)
                self.per_cents |= {one for one in (table.share_of_target, table.target.per_cent) if one}

    def add(self, cells: Iterable[Cell]) -> None:
        """Add cells that were read out of a pack."""
        for one in cells:
            self.cells.append(one)
            self.counts |= {known for known in (one.base, one.of.people) if known is not None}
            self.per_cents |= {one.of.per_cent} if one.of.per_cent is not None else set()

    def learn_records(self, area: Area) -> None:
        """Add the figures of services that everyone may see: they count no answers."""
        listed = figures_of(measures_of(priorities_of_area(area)), public=True)
        own = [one for found in listed.values() for one in found]
        self.counts |= {round(one.value) for one in own}
        self.per_cents |= {round(one.value) for one in own}

    def betrayed(self, told: Iterable[Sentence]) -> list[str]:
        """The sentences that say more than that."""
        return betrayed(told, Shown(self.cells, self.counts, self.per_cents, self.targets))

    def loose(self, found: Figures) -> list[str]:
        """What does not follow, in words."""
        counts = sorted(found.counts - self.counts)
        shares = sorted(found.per_cents - self.per_cents)
        return [*map(str, counts), *(f"{one:g}%" for one in shares), *found.hidden]


def _good_shares(table: ShownTable) -> set[float]:
    """The shares of several answers together at either end of a scale, as measures of a plan take them."""
    cells = [cell for cell in table.cells if cell.in_base]
    ends = [cells[:size] for size in range(2, len(cells))] + [
        cells[-size:] for size in range(2, len(cells))
    ]
    found: set[float] = set()
    for end in ends:
        known = [cell.people if cell.per_cent is not None else None for cell in end]
        one = share(known, table.people)
        found |= set() if one is None else {one}
    return found
