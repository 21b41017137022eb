"""The blur of a cell: a keyed draw from the two-sided geometric distribution.

The two-sided geometric mechanism moves a count by k people with a chance in proportion to
exp(-epsilon * |k|). Whether or not one person is in a cell, each outcome is then at most
exp(epsilon) times as likely, so a figure says little about any one person.

The cell key method makes the draw repeatable: the dice are a keyed hash of the cell (the sum of
its people's random keys, and how many they are). The same people get the same blur in every
table and for ever, so asking again teaches nothing; one person more or less is a fresh throw.

A stricter epsilon does not throw again. It adds a second, independent blur to the first, such
that the sum has exactly the stricter distribution. So what was published before and after an
area became stricter tells together no more than the first did.

All in whole numbers of 255 bits from decimal arithmetic, which every machine rounds alike: the
chances are right to one part in 2**255, and a page does not change with the processor.
"""

import hmac
from bisect import bisect_right
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from portal.core.disclosure.people_count import PeopleCount
from portal.core.disclosure.settings import LARGEST_EPSILON

SCALE: Final = 2**255
_EXACT: Final = Context(prec=120)


@lru_cache(maxsize=64)
def magnitude_table(epsilon: float) -> tuple[int, ...]:
    """Return, for k = 0, 1, 2 ..., the chance that the blur is at most k people, times SCALE.

    The last entry is where the rest of the tail is smaller than one part in SCALE.
    """
    return _table(epsilon, share=Decimal(1))


@lru_cache(maxsize=64)
def further_table(epsilon: float) -> tuple[int, ...]:
    """Return the same table for the second blur, which takes the floor's blur to `epsilon`.

    With a = exp(-1) and b = exp(-epsilon), the second blur is nothing with the chance
    (a/b) * (1-b)**2 / (1-a)**2, and else a two-sided geometric draw at `epsilon`. Multiplying
    the characteristic functions of the two blurs gives that of the stricter one.
    """
    floor, strict = _decay(LARGEST_EPSILON), _decay(epsilon)
    squares = _EXACT.divide(
        _EXACT.power(_EXACT.subtract(1, strict), 2), _EXACT.power(_EXACT.subtract(1, floor), 2)
    )
    nothing = _EXACT.multiply(_EXACT.divide(floor, strict), squares)
    return _table(epsilon, share=_EXACT.subtract(1, nothing))


def _decay(epsilon: float) -> Decimal:
    return _EXACT.exp(-Decimal(str(epsilon)))


def _table(epsilon: float, share: Decimal) -> tuple[int, ...]:
    """Work out SCALE * (1 - share * 2 * r**(k+1) / (1 + r)) for each k, with r the decay."""
    ratio = _decay(epsilon)
    tail = _EXACT.divide(
        _EXACT.multiply(_EXACT.multiply(Decimal(2 * SCALE), share), ratio), _EXACT.add(1, ratio)
    )
    table = []
    while True:
        beyond = int(tail.to_integral_value())
        table.append(SCALE - beyond)
        if beyond == 0:
            return tuple(table)
        tail = _EXACT.multiply(tail, ratio)


def blur_of(cell: PeopleCount, *, secret: bytes, epsilon: float) -> int:
    """Return the blur of a cell in people, below or above zero: always the same for one cell."""
    blur = _draw(cell, secret, b"first", magnitude_table(LARGEST_EPSILON))
    if epsilon < LARGEST_EPSILON:
        blur += _draw(cell, secret, f"further {epsilon}".encode(), further_table(epsilon))
    return blur


def _draw(cell: PeopleCount, secret: bytes, label: bytes, table: tuple[int, ...]) -> int:
    """Throw the keyed dice of a cell once: one bit is the sign, the other 255 the size."""
    message = cell._key_sum.to_bytes(16, "big") + cell._count.to_bytes(8, "big") + label
    bits = int.from_bytes(hmac.digest(secret, message, "sha256"), "big")
    magnitude = bisect_right(table, bits >> 1)
    return -magnitude if bits & 1 else magnitude


@lru_cache(maxsize=64)
def reach(epsilon: float) -> int:
    """Return how many people the blur moves a count by at most, 99 times in 100."""
    table = magnitude_table(epsilon)
    return next(size for size, chance in enumerate(table) if 100 * chance >= 99 * SCALE)
