"""What a reader is told of a release: words first, and nothing that the shown figures do not hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.core.disclosure import DisclosureSettings, share_range
from portal.releases.figures import Published, ShownTable, read
from portal.releases.models import Release


@dataclass(frozen=True)
class Asked:
    """One question as it was put to each group; `titles` differ where modes put it in other words."""

    key: str
    title: str
    tables: Sequence[ShownTable]

    @property
    def enough(self) -> bool:
        """Whether any group gave enough answers to show; where none did, the question is only named."""
        return any(one.enough for one in self.tables)


@dataclass(frozen=True)
class Reading:
    """A release as a page lays it out.

    `people` is how many of each audience answered (None: not enough to show); `hidden_groups` are those
    of whom no answer can be shown at all: they are named once, and their tables are left out below.
    """

    people: Mapping[str, int | None]
    who: Sequence[ShownTable]
    asked: Sequence[Asked]
    hidden_groups: Sequence[str]
    themes: Sequence[ShownTable]
    priorities: Sequence[ShownTable]
    same: Sequence[ShownTable] = ()
    criteria: Sequence[ShownTable] = ()
    stances: Sequence[ShownTable] = ()

    @property
    def nothing_to_show(self) -> bool:
        """Whether there is no figure at all: then words stand alone."""
        return not any(one.enough for one in (*self.who, *self.themes, *self.same)) and not self.asked


def read_release(published: Published) -> Reading:
    """Gather the tables of a file into what the page shows."""
    tables = published.tables
    answers = [one for one in tables if one.section == "answers"]
    shown_groups = {one.group for one in answers if one.enough}
    visible = [one for one in answers if one.group in shown_groups]
    return Reading(
        people={one.group: one.people for one in tables if (one.section, one.key) == ("who", "mode")},
        who=[one for one in tables if one.section == "who"],
        asked=[_asked(key, list(found)) for key, found in groupby(visible, key=lambda one: one.key)],
        hidden_groups=[group for group in _in_order(answers) if group not in shown_groups],
        themes=[one for one in tables if one.section == "themes"],
        priorities=[one for one in tables if one.section == "priorities"],
        same=[one for one in tables if one.section == "same"],
        criteria=[one for one in tables if one.section == "criteria"],
        stances=[one for one in tables if one.section == "stances"],
    )


def questions_of(release: Release) -> list[tuple[str, str]]:
    """The questions of a release that show figures, by key and words, in their order."""
    tables = read(release.file).tables
    shown = {one.key: one.title for one in tables if one.section == "answers" and one.enough}
    return list(shown.items())


def side_by_side(published: Sequence[Published]) -> Reading:
    """The questions that several audiences were asked in one round, each with the tables of all of them.

    From what was released and nothing else; figures of two groups are never put together.
    """
    tables = [one for file in published for one in file.tables if one.section == "answers"]
    shown_groups = {one.group for one in tables if one.enough}
    by_key: dict[str, list[ShownTable]] = {}
    for one in tables:
        if one.group in shown_groups:
            by_key.setdefault(one.key, []).append(one)
    asked = [
        _asked(key, same)
        for key, same in by_key.items()
        if len({one.audience for one in same}) > 1 and any(one.enough for one in same)
    ]
    hidden = [group for group in _in_order(tables) if group not in shown_groups]
    return Reading(people={}, who=[], asked=asked, hidden_groups=hidden, themes=[], priorities=[])


def _in_order(tables: Sequence[ShownTable]) -> list[str]:
    return list(dict.fromkeys(one.group for one in tables))


def _asked(key: str, tables: list[ShownTable]) -> Asked:
    return Asked(key, tables[0].title, tables)


def most_common(table: ShownTable, settings: DisclosureSettings) -> str | None:
    """The answer that more people gave than any other, or None where blur and rounding leave it open."""
    if table.people is None:
        return None
    on_scale = [cell for cell in table.cells if cell.in_base]
    numbers = [cell for cell in on_scale if cell.people is not None]
    if not numbers:
        return None
    top = max(numbers, key=lambda cell: cell.people or 0)
    least, _most = share_range(top.people, table.people, settings)
    others = [share_range(cell.people, table.people, settings)[1] for cell in on_scale if cell is not top]
    return top.label if all(least > most for most in others) else None


@dataclass(frozen=True)
class Change:
    """One answer that surely more or fewer people of a group gave than in the round before."""

    title: str
    group: str
    answer: str
    more: bool


def changes(now: Published, before: Published) -> list[Change]:
    """What surely changed since the round before, in the order of the questions.

    Only where the same group was asked the same question with the same answers, and where no true
    figures that fit the shown ones could be the same share.
    """
    old = {(one.key, one.audience, one.mode): one for one in before.tables if _compared(one)}
    found = []
    for table in now.tables:
        same = old.get((table.key, table.audience, table.mode)) if _compared(table) else None
        if same is not None and _codes(same) == _codes(table) and table.compares_with(same):
            found += _changed(table, same, now.settings, before.settings)
    return found


def comparable(now: Published, before: Published) -> bool:
    """Whether there is any question of which both rounds show figures."""
    old = {(one.key, one.audience, one.mode): one for one in before.tables if _compared(one)}
    pairs = [(one, old.get((one.key, one.audience, one.mode))) for one in now.tables if _compared(one)]
    return any(same is not None and one.compares_with(same) for one, same in pairs)


def _compared(table: ShownTable) -> bool:
    return table.section in {"answers", "themes"} and table.enough


def _codes(table: ShownTable) -> set[str]:
    return {cell.code for cell in table.cells}


def _changed(
    table: ShownTable, old: ShownTable, own: DisclosureSettings, earlier: DisclosureSettings
) -> list[Change]:
    cells = {cell.code: cell for cell in old.cells}
    found = []
    for cell in table.cells:
        if not cell.in_base or table.people is None or old.people is None:
            continue
        least, most = share_range(cell.people, table.people, own)
        least_before, most_before = share_range(cells[cell.code].people, old.people, earlier)
        if least > most_before or most < least_before:
            found.append(Change(table.title, table.group, cell.label, least > most_before))
    return found
