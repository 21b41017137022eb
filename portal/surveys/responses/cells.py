"""Which cell of a table an answer is counted in, as one number that the database can look up by itself.

A table tells answers apart by six columns. To compare six for each of a million rows costs five times what
it costs to count the rows that bear one number. The number is a hash (BLAKE2b, RFC 7693) of the six, so
that it needs no table of its own and no question to the database before an answer is kept. Two cells of one
question and wave with the same number would need some billion cells.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

TOLD_APART_BY = ("question_id", "wave_id", "audience", "mode", "kind", "code")
BITS_KEPT = 63  # both databases keep whole numbers with a sign


def cell_of(columns: Mapping[str, Any]) -> int:
    """The number of the cell, from the columns of an answer by their names: 0 to 2 to the 63rd."""
    words = "\x1f".join(str(columns[name]) for name in TOLD_APART_BY)
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest()) >> (64 - BITS_KEPT)
