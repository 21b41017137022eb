"""How far two people agree on yes or no: percent and Cohen's kappa, with intervals. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # 95 in 100 of a normal curve
Pair = tuple[bool, bool]


@dataclass(frozen=True)
class Estimate:
    """A figure with the interval in which it lies 95 times in 100; `low` and `high` are None where the
    interval cannot be told."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Agreement:
    """Two people over the same items. `kappa` is None where both said the same of every item, so that
    nothing tells skill from chance."""

    items: int
    both: int
    only_first: int
    only_second: int
    neither: int
    same: Estimate | None
    kappa: Estimate | None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """How far the two agree; without items there is nothing to tell."""
    both, first, second, neither = (pairs.count(one) for one in _CELLS)
    return Agreement(
        len(pairs), both, first, second, neither, share(both + neither, len(pairs)), kappa(pairs)
    )


_CELLS: tuple[Pair, ...] = ((True, True), (True, False), (False, True), (False, False))


def share(part: int, whole: int) -> Estimate | None:
    """A share from 0 to 1 with Wilson's interval (1927), which holds for small numbers; None of nothing."""
    if whole == 0:
        return None
    value = part / whole
    middle = value + Z**2 / (2 * whole)
    around = Z * sqrt(value * (1 - value) / whole + Z**2 / (4 * whole**2))
    below = 1 + Z**2 / whole
    return Estimate(value, max(0.0, (middle - around) / below), min(1.0, (middle + around) / below))


def kappa(pairs: Sequence[Pair]) -> Estimate | None:
    """Cohen's kappa (1960), with the large-sample interval of Fleiss, Cohen and Everitt (1969).

    None where chance alone would agree on every item.
    """
    total = len(pairs)
    if total == 0:
        return None
    cell = {one: pairs.count(one) / total for one in _CELLS}
    first = {yes: cell[yes, True] + cell[yes, False] for yes in (True, False)}
    second = {yes: cell[True, yes] + cell[False, yes] for yes in (True, False)}
    by_chance = sum(first[yes] * second[yes] for yes in (True, False))
    if by_chance >= 1:
        return None
    value = (cell[True, True] + cell[False, False] - by_chance) / (1 - by_chance)
    left = 1 - value
    spread = sum(cell[yes, yes] * (1 - (first[yes] + second[yes]) * left) ** 2 for yes in (True, False))
    spread += left**2 * sum(
        cell[yes, not yes] * (second[yes] + first[not yes]) ** 2 for yes in (True, False)
    )
    spread -= (value - by_chance * left) ** 2
    around = Z * sqrt(max(0.0, spread) / total) / (1 - by_chance)
    return Estimate(value, max(-1.0, value - around), min(1.0, value + around))
