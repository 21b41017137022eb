"""Which cell of a table an answer is counted in, as one number that the database can look up by itself.

A table tells answers apart by six columns. To compare six for each of a million rows costs five times what
it costs to count the rows that bear one number. The number is a hash of the six (FNV-1a, a
few lines, so that a migration can have it too, which imports nothing), so that it needs no table of its own
and no question to the database before an answer is kept. Two cells of one question and wave with the same
number would need some billion cells.
"""

from collections.abc import Mapping
from typing import Any

TOLD_APART_BY = ("question_id", "wave_id", "audience", "mode", "kind", "code")
BASIS, PRIME = 0xCBF29CE484222325, 0x100000001B3
MASK = 2**64 - 1


def cell_of(columns: Mapping[str, Any]) -> int:
    """The number of the cell, from the columns of an answer by their names: 0 to 2 to the 63rd."""
    number = BASIS
    for byte in "\x1f".join(str(columns[name]) for name in TOLD_APART_BY).encode():
        number = (number ^ byte) * PRIME & MASK
    return number >> 1  # both databases keep whole numbers with a sign
