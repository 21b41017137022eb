"""An attack replayed over a whole release: who knows the method and all its figures is never certain.

The attacker reads the file of a release and works out, for each star, how likely every true count is
(tests/core/test_disclosure_attacker.py). Every wave here is played against the real code with a secret
and record keys of its own.
"""

import itertools
import random
from collections.abc import Iterator
from functools import cache

import pytest

from portal.core.disclosure import DisclosureSettings, PeopleCount, Protector, derive_secret
from portal.releases.attack import of_table
from portal.releases.figures import CountedCell, CountedTable, Published, ShownTable, protected, protection
from tests.core.test_disclosure_attacker import BASES, TOTALS, neighbours, posterior

pytestmark = pytest.mark.pure
ANSWERS = 3
QUESTIONS = 12
WAVES = 60
# of a wave of young people: rounds had 6, 9 and 36 answers
PEOPLE = (6, 9, 15, 20, 36)


def wave(dice: random.Random, people: int) -> list[CountedTable]:
    """The tables of one wave: everybody's answers to each question, drawn from a mood of its own."""
    keys = [dice.randrange(1, 2**31) for _person in range(people)]
    return [_table(f"q{number}", keys, dice) for number in range(QUESTIONS)]


def _table(key: str, keys: list[int], dice: random.Random) -> CountedTable:
    cuts = sorted(dice.randrange(len(keys) + 1) for _cut in range(ANSWERS - 1))
    edges = [0, *cuts, len(keys)]
    shuffled = dice.sample(keys, len(keys))
    groups = [shuffled[low:high] for low, high in itertools.pairwise(edges)]
    return CountedTable(
        section="answers",
        key=key,
        title=key,
        group="Young people, Easy Read",
        audience="young-person",
        mode="easy",
        many=False,
        base=PeopleCount(len(keys), sum(keys)),
        cells=[
            CountedCell(str(place), str(place), PeopleCount(len(group), sum(group)))
            for place, group in enumerate(groups)
        ],
    )


def releases() -> Iterator[tuple[list[CountedTable], list[ShownTable]]]:
    """Waves and what is published of each."""
    dice = random.Random(2026)
    for number in range(WAVES):
        counted = wave(dice, PEOPLE[number % len(PEOPLE)])
        protect = Protector(DisclosureSettings(), derive_secret(dice.randbytes(32), "wirral"))
        content = {"protection": protection(protect.settings), "tables": protected(counted, protect)}
        yield counted, Published(content).tables


@cache
def chances() -> dict[tuple[int | None, ...], list[float]]:
    """What may stand beside a star, with its chances by the true total: worked out once."""
    return dict(neighbours(ANSWERS - 1, max(TOTALS)))


def guesses(counted: CountedTable, shown: ShownTable) -> Iterator[tuple[float, bool]]:
    """For each star: how sure the attacker is of the best guess, and whether it is right."""
    for place, cell in enumerate(shown.cells):
        if cell.shown != "star":
            continue
        others = [one.people for number, one in enumerate(shown.cells) if number != place]
        known = tuple(sorted(others, key=lambda number: number or 0))
        if shown.people not in BASES or known not in chances():
            continue
        weights = posterior(known, chances()[known], shown.people, TOTALS)
        best = max(range(len(weights)), key=weights.__getitem__)
        yield weights[best] / sum(weights), best == counted.cells[place].people._count


def test_nobody_is_ever_certain_of_a_star_and_the_best_guess_is_seldom_right() -> None:
    found = [
        guess
        for counted, published in releases()
        for one, shown in zip(counted, published, strict=True)
        for guess in guesses(one, shown)
    ]
    assert len(found) > 200
    assert max(sure for sure, _right in found) < 0.67
    assert sum(right for _sure, right in found) / len(found) < 1 / 3


def test_the_attack_of_the_product_is_as_sure_as_the_one_worked_out_apart_from_it() -> None:
    for counted, shown in releases():
        apart = sorted(
            sure for one, table in zip(counted, shown, strict=True) for sure, _ in guesses(one, table)
        )
        tables = [table for table in shown if table.people in BASES]
        ours = sorted(guess.sure for table in tables for guess in of_table(table, DisclosureSettings(), ""))
        # the one worked out apart ends at a true total of 45
        assert len(ours) >= len(apart) > 0 or not apart
        if len(ours) == len(apart):
            assert ours == pytest.approx(apart, abs=0.02)


def test_every_table_of_the_same_people_has_the_same_base() -> None:
    # so that a dozen questions tell no more of how many people there are than one does
    for _counted, published in releases():
        assert len({shown.people for shown in published}) == 1


def test_nothing_in_a_file_adds_up_to_a_star() -> None:
    # what is left of a shown base when the shown cells are taken away is often not even possible
    lefts = [
        (shown.people or 0) - sum(cell.people or 0 for cell in shown.cells)
        for _counted, published in releases()
        for shown in published
        if shown.enough and [cell.shown for cell in shown.cells].count("star") == 1
    ]
    assert min(lefts) < 0 < max(lefts)
