"""A count of people that refuses to become text, and the one named way staff may read it."""

from typing import TYPE_CHECKING, NoReturn

from portal.core.disclosure.settings import N_
from portal.core.errors import RuleBroken


class RawPeopleCount(TypeError):
    """A count of people was about to be rendered, written or compared without protection."""


class PeopleCount:
    """How many people are in a cell, and the sum of their record keys.

    It cannot be changed, printed, serialised, ordered or used as a number: only a `Protector`
    (for everyone) and `exact` (for staff with a permission) turn it into a figure. It is not a
    dataclass on purpose: Flask writes any dataclass to JSON field by field.
    """

    __slots__ = ("_count", "_key_sum")
    _count: int
    _key_sum: int

    def __init__(self, count: int, key_sum: int) -> None:
        """Take the number of people and the sum of their keys; ValueError if they cannot be."""
        if type(count) is not int or type(key_sum) is not int:
            raise ValueError("a PeopleCount is made of two whole numbers")
        if count < 0 or key_sum < 0 or (count == 0 and key_sum):
            raise ValueError("a PeopleCount is not below zero, and nobody has no keys")
        object.__setattr__(self, "_count", count)
        object.__setattr__(self, "_key_sum", key_sum)

    def joined_with(self, other: "PeopleCount") -> "PeopleCount":
        """Return the count of both groups together.

        The caller vouches that nobody is in both, as in two areas' answers to one question. The
        joined group is a cell of its own and gets its own blur. Raises ValueError when a group
        is joined with itself.
        """
        if self._count and self == other:
            raise ValueError("a group of people cannot be joined with itself")
        return PeopleCount(self._count + other._count, self._key_sum + other._key_sum)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a PeopleCount cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a PeopleCount cannot be changed")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PeopleCount):
            return self._count == other._count and self._key_sum == other._key_sum
        if isinstance(other, int | float):
            self._refuse()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self._count, self._key_sum))

    def __repr__(self) -> str:
        return "<PeopleCount, protected>"

    def _refuse(self, *_: object) -> NoReturn:
        raise RawPeopleCount(
            "a PeopleCount is shown only through portal.core.disclosure: show() or exact()"
        )

    if not TYPE_CHECKING:  # a type checker must go on refusing int(cell) and cell < 8
        __str__ = __format__ = __html__ = __bytes__ = _refuse
        __int__ = __index__ = __float__ = __complex__ = __round__ = __bool__ = _refuse
        __lt__ = __le__ = __gt__ = __ge__ = _refuse
        __add__ = __radd__ = __sub__ = __rsub__ = _refuse
        __reduce_ex__ = _refuse  # pickles and copies end up in caches and queues


def exact(cell: PeopleCount, *, by: object, purpose: str) -> int:
    """Return the exact number of people, for staff inside the service.

    `by` is the person who reads it: the caller has checked their permission. `purpose` is why,
    in a few words. Raises TypeError without a person and RuleBroken (field "purpose") without
    a purpose. The rule: staff see exact figures inside and, beside them, what the public sees.
    """
    if by is None:
        raise TypeError("an exact count is read by somebody: exact(cell, by=person, purpose=...)")
    if not purpose.strip():
        raise RuleBroken(N_("Say what the exact numbers are for."), field="purpose")
    return cell._count
