"""What families said about one priority and what was done: gathered from releases and from the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.areas.models import Area
from portal.board.models import Entry
from portal.board.queries import Wanted, page_of_published
from portal.board.quotes import ShownQuote, approved_words
from portal.releases import figures
from portal.releases.figures import ShownCell
from portal.releases.models import Release
from portal.releases.queries import newest_with_figures
from portal.strategies.models import Priority

ROUNDS = 4


@dataclass(frozen=True)
class Wrote:
    """How many people of one group wrote about the priority in one round, as it was released."""

    release: Release
    group: str
    cell: ShownCell
    people: int | None


@dataclass(frozen=True)
class Done:
    """The promises under a priority: the newest of them, how many there are, how many are late."""

    promises: Sequence[Entry]
    total: int
    quotes: dict[int, list[ShownQuote]]


def wrote_about(area: Area, priority: Priority) -> list[Wrote]:
    """What the latest releases say of a priority: protected figures only, the latest round first."""
    found = []
    for release in newest_with_figures(area, ROUNDS):
        for table in figures.read(release.file).tables:
            if table.section != "priorities" or not table.enough:
                continue
            cells = [cell for cell in table.cells if cell.code == priority.slug and cell.shown == "number"]
            found += [Wrote(release, table.group, cell, table.people) for cell in cells]
    return found


def done_about(area: Area, priority: Priority, on: date) -> Done:
    """The published promises under a priority, the newest first, with approved quotes."""
    page = page_of_published(area, Wanted(priority_id=priority.id), 1, on)
    return Done(page.rows, page.total, approved_words(area, page.rows))
