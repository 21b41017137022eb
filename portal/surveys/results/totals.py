"""Groups of people put together where nobody can be in two of them."""

from collections.abc import Iterable

from portal.core.disclosure import PeopleCount

NOBODY = PeopleCount(0, 0)


def joined(cells: Iterable[PeopleCount]) -> PeopleCount:
    """All of them as one group; the caller vouches that nobody is in two."""
    total = NOBODY
    for cell in cells:
        total = total.joined_with(cell)
    return total
