"""How sure a change is: pure arithmetic on shares, exact ones and those that everyone sees.

Of exact shares: Newcombe's interval for a difference from two Wilson intervals (Newcombe, 1998, method
10), at 95 %. Of shown figures: two shares surely differ only where the ranges that the rounding and the
blur allow do not meet (core/disclosure/words.py).
"""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from portal.core.disclosure import DisclosureSettings, share_range

Z = 1.959964


class Change(StrEnum):
    """What may be said of two shares, the later against the earlier."""

    MORE = "more"
    FEWER = "fewer"
    UNSURE = "unsure"


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score; 0 to 1 of nobody."""
    if whole <= 0:
        return 0.0, 1.0
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def change(before: tuple[int, int], now: tuple[int, int]) -> Change:
    """Whether a share (part, whole) surely grew or fell, at 95 %; nobody at all leaves it open."""
    if before[1] <= 0 or now[1] <= 0:
        return Change.UNSURE
    old, new = before[0] / before[1], now[0] / now[1]
    (old_low, old_high), (new_low, new_high) = wilson(*before), wilson(*now)
    difference = new - old
    least = difference - sqrt((new - new_low) ** 2 + (old_high - old) ** 2)
    most = difference + sqrt((new_high - new) ** 2 + (old - old_low) ** 2)
    if least > 0:
        return Change.MORE
    return Change.FEWER if most < 0 else Change.UNSURE


Range = tuple[Fraction, Fraction]


def shown_range(cells: Iterable[int | None], base: int, settings: DisclosureSettings) -> Range:
    """The least and most that the true share of several shown cells together can be."""
    ranges = [share_range(cell, base, settings) for cell in cells]
    most = sum((high for _low, high in ranges), Fraction(0))
    return min(sum((low for low, _high in ranges), Fraction(0)), Fraction(1)), min(most, Fraction(1))


def shown_change(before: Range, now: Range) -> Change:
    """Whether a share surely grew or fell, from what everyone sees and nothing else."""
    if now[0] > before[1]:
        return Change.MORE
    return Change.FEWER if now[1] < before[0] else Change.UNSURE
