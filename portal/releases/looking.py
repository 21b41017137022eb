"""What staff look at before they publish: each exact figure beside what everyone would see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.core.access import Person
from portal.core.disclosure import exact
from portal.releases import figures
from portal.releases.figures import CountedTable, ShownCell, ShownTable
from portal.releases.models import Release
from portal.releases.preparing import Snapshot

PURPOSE = "look at a release before it is published"


@dataclass(frozen=True)
class LookRow:
    """One cell: what staff count, and what everyone would see."""

    label: str
    exact: int
    public: ShownCell


@dataclass(frozen=True)
class LookTable:
    """One table of one group."""

    group: str
    exact: int
    public: ShownTable
    rows: Sequence[LookRow]


@dataclass(frozen=True)
class LookSection:
    """The tables that answer one question, group beside group."""

    title: str
    tables: Sequence[LookTable]


def sections(release: Release, now: Snapshot, person: Person) -> list[LookSection]:
    """The figures as they are now beside those of the release, for a person who may see exact ones.

    The caller has made sure that both hold the same tables (`Snapshot.is_still`).
    """
    pairs = zip(now.tables, figures.read(release.file).tables, strict=True)
    grouped = groupby(pairs, key=lambda pair: (pair[0].section, pair[0].key))
    found = []
    for _key, group in grouped:
        listed = list(group)
        found.append(LookSection(listed[0][0].title, [_table(*pair, person) for pair in listed]))
    return found


def _table(counted: CountedTable, public: ShownTable, person: Person) -> LookTable:
    def number(place: int) -> int:
        return exact(counted.cells[place].people, by=person, purpose=PURPOSE)

    return LookTable(
        group=counted.group,
        exact=exact(counted.base, by=person, purpose=PURPOSE),
        public=public,
        rows=[LookRow(cell.label, number(place), cell) for place, cell in enumerate(public.cells)],
    )
