"""What someone who knows all but the secret can learn of a starred cell, worked out exactly.

The attacker knows the method, the settings and every published cell with its total, and starts
from a flat prior: every true table that fits (cells from nobody upwards) is as likely as any
other. Chances come from the formula of the two-sided geometric distribution, not from our code.
The attacker also uses what follows from "the same people, the same blur": a cell that holds the
whole base has the base's blur. (All cells of nobody share one blur too; that it is 8 or more,
which would take away their stars, has a chance of 1 in 4,000 and is left out.)

The rule says: the best guess is right at most one time in three, and never certain. Proved here:
how often it is right over tables drawn from the prior and over the blur, and that no published
table makes a guess certain. Not so, and shown below: that no single published table ever makes
a guess likelier than 1 in 3; and the bound for many cells over few people.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest

from portal.core.disclosure import DisclosureSettings, PeopleCount, Protector, derive_secret

Outcome = int | None  # a rounded figure; None for a star, or for a base that is not shown
Cells = tuple[Outcome, ...]
BLUR = {k: (1 - math.exp(-1)) / (1 + math.exp(-1)) * math.exp(-abs(k)) for k in range(-60, 61)}
TOTALS = range(1, 46)  # true totals that are as likely as each other, table by table
BASES = range(10, 36, 5)  # published bases up to 35, so that no likely true total is left out


def outcome(blurred: int, limit: int) -> Outcome:
    return None if blurred < limit else (blurred + 2) // 5 * 5


@cache
def as_cell(count: int) -> dict[Outcome, float]:
    """Return the chance of each outcome of so many people as a cell."""
    chances: dict[Outcome, float] = defaultdict(float)
    for size, chance in BLUR.items():
        chances[outcome(count + size, 8) if count else None] += chance
    return chances


@cache
def as_base(count: int) -> dict[Outcome, float]:
    """Return the chance of each outcome of so many people as a base."""
    chances: dict[Outcome, float] = defaultdict(float)
    for size, chance in BLUR.items():
        chances[outcome(count + size, 10)] += chance
    return chances


@cache
def surplus(count: int, cell: Outcome, base: Outcome) -> float:
    """Return how much likelier the pair is if the cell is the whole base, with the one blur."""
    both = sum(
        chance
        for size, chance in BLUR.items()
        if outcome(count + size, 8) == cell and outcome(count + size, 10) == base
    )
    return both - as_cell(count)[cell] * as_base(count)[base]


def neighbours(cells: int, most: int) -> Iterator[tuple[Cells, list[float]]]:
    """Yield what may be published beside the starred cell, in ascending order, with its chances.

    The chances are by the true total of these cells, summed over all tables with that total.
    """
    outcomes: list[Outcome] = [None, *range(10, most + 6, 5)]
    columns = {each: [as_cell(count)[each] for count in range(most + 1)] for each in outcomes}

    def extend(so_far: Cells, sums: list[float]) -> Iterator[tuple[Cells, list[float]]]:
        if len(so_far) == cells:
            yield so_far, sums
            return
        for each in outcomes[outcomes.index(so_far[-1]) if so_far else 0 :]:
            column = columns[each]
            longer = [
                sum(sums[part] * column[total - part] for part in range(total + 1))
                for total in range(most + 1)
            ]
            yield from extend((*so_far, each), longer)

    yield from extend((), [1.0] + [0.0] * most)


def posterior(others: Cells, sums: list[float], base: Outcome, totals: Iterable[int]) -> list[float]:
    """Return, for each true count of the starred cell, the chance of it and what was published.

    All tables with one of the `totals` are equally likely; the sum of the list is the chance of
    the publication, times the number of those tables.
    """
    weights = [0.0] * len(sums)
    stars, numbers = others.count(None), [each for each in others if each is not None]
    for total in totals:
        chance = as_base(total)[base]
        for count in range(total + 1):
            weights[count] += as_cell(count)[None] * sums[total - count] * chance
        if len(numbers) == 1:  # the cell with the number may be the whole base
            weights[0] += surplus(total, numbers[0], base)
        elif not numbers:  # any one of the stars may be
            weights[0] += stars * surplus(total, None, base)
            weights[total] += surplus(total, None, base)
    return weights


def orders(others: Cells) -> int:
    """Return in how many orders these cells can stand."""
    count = math.factorial(len(others))
    for each in set(others):
        count //= math.factorial(others.count(each))
    return count


class Verdict(NamedTuple):
    """How well the attacker does over all publications of a game."""

    right: float  # how often the best guess at a starred cell is right
    above: float  # how often a publication makes a guess likelier than 1 in 3
    surest: float  # the most that any one publication makes a guess likely, however rare it is


def judged(cells: int, totals: Iterable[int], bases: Iterable[Outcome]) -> Verdict:
    """Work out the game in which every table of `cells` cells with one of `totals` is as likely."""
    totals, bases = list(totals), list(bases)
    played = right = above = surest = 0.0
    for others, sums in neighbours(cells - 1, max(totals)):
        for base in bases:
            weights = posterior(others, sums, base, totals)
            chance, best = sum(weights), max(weights)
            if chance > 0:
                played += orders(others) * chance
                right += orders(others) * best
                above += orders(others) * chance * (best > chance / 3)
                surest = max(surest, best / chance)
    return Verdict(right / played, above / played, surest)


@pytest.mark.parametrize("cells", [2, 3, 4, 5])
def test_at_every_published_base_the_best_guess_is_right_at_most_one_time_in_three(
    cells: int,
) -> None:
    for base in BASES:
        verdict = judged(cells, TOTALS, [base])
        assert verdict.right < 0.271, (base, verdict)


@pytest.mark.parametrize("cells", [2, 3, 4, 5])
@pytest.mark.parametrize("total", [9, 10, 11, 12, 13, 14, 15, 17, 20, 30, 40])
def test_an_attacker_who_is_told_the_true_total_is_right_at_most_one_time_in_three(
    cells: int, total: int
) -> None:
    # no number of other one-way breakdowns of the same base can tell more than its true total
    assert judged(cells, [total], range(10, total + 16, 5)).right < 0.313


@pytest.mark.parametrize(("cells", "surest", "above"), [(2, 0.64, 0.02), (3, 0.65, 0.15), (5, 0.67, 0.11)])
def test_no_published_table_makes_a_guess_certain_though_some_make_it_likelier_than_a_third(
    cells: int, surest: float, above: float
) -> None:
    verdict = judged(cells, TOTALS, BASES)
    assert 1 / 3 < verdict.surest < surest
    assert 0 < verdict.above < above


def test_a_table_in_which_a_guess_is_likelier_than_a_third() -> None:
    # 20 in all, of whom 25 in one cell and a star in the other. Were the star nobody, both
    # figures would be the same people and so the same: the attacker guesses one person.
    sums = dict(neighbours(1, max(TOTALS)))[(25,)]
    weights = posterior((25,), sums, 20, TOTALS)
    assert weights.index(max(weights)) == 1
    assert 0.56 < max(weights) / sum(weights) < 0.57


@pytest.mark.parametrize(("cells", "base"), [(6, 10), (7, 15), (8, 15)])
def test_the_bound_holds_where_the_base_is_at_least_twice_the_other_cells(cells: int, base: int) -> None:
    assert judged(cells, range(1, 25), [base]).right < 1 / 3


@pytest.mark.parametrize(("cells", "base"), [(7, 10), (10, 10), (10, 15)])
def test_with_many_cells_over_few_people_the_flat_prior_alone_guesses_nobody_more_often(
    cells: int, base: int
) -> None:
    # with nothing published but a total of n, "nobody" is right (cells - 1) / (n + cells - 1)
    # of the time: no blur of the cells could bring it down to a third
    assert (cells - 1) / (base + cells - 1) > 1 / 3
    assert judged(cells, range(1, 25), [base]).right > 1 / 3


def drawn_table(dice: random.Random, cells: int) -> list[int]:
    """Draw one of all tables with a total in TOTALS, each as likely (stars and bars)."""
    totals = list(TOTALS)
    tables = [math.comb(total + cells - 1, cells - 1) for total in totals]
    total = dice.choices(totals, tables)[0]
    bars = sorted(dice.sample(range(total + cells - 1), cells - 1))
    edges = [-1, *bars, total + cells - 1]
    return [high - low - 1 for low, high in pairwise(edges)]


def test_played_against_the_real_code_the_attacker_is_right_as_often_as_worked_out() -> None:
    dice, cells, played, right = random.Random(2023), 3, 0, 0
    chances = dict(neighbours(cells - 1, max(TOTALS)))
    while played < 3000:
        secret = derive_secret(dice.randbytes(32), "wirral")
        people = [[dice.randrange(1, 2**31) for _ in range(n)] for n in drawn_table(dice, cells)]
        counts = [PeopleCount(len(keys), sum(keys)) for keys in people]
        base = counts[0].joined_with(counts[1]).joined_with(counts[2])
        table = Protector(DisclosureSettings(), secret).table(base, dict(enumerate(counts)))
        if table.base.number not in BASES or table.cells[0].number is not None:
            continue
        others = tuple(sorted((table.cells[key].number for key in (1, 2)), key=lambda n: n or 0))
        if others not in chances:  # a figure above 50: under one play in a thousand
            continue
        weights = posterior(others, chances[others], table.base.number, TOTALS)
        played += 1
        right += weights.index(max(weights)) == len(people[0])
    expected = judged(cells, TOTALS, BASES).right
    assert abs(right / played - expected) < 3 * math.sqrt(expected * (1 - expected) / played)
    assert right / played < 1 / 3
