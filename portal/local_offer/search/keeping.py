"""What a process keeps of an area's index between searches, until the words of the area change."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Up to `most` things that were read once. It hangs on a vocabulary, so it goes when that goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[K, V] = {}

    def of(self, keys: Sequence[K], read: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """What belongs to these keys, in their order; `read` is asked for those that are not here yet."""
        kept = self._kept
        here = {key: kept[key] for key in keys if key in kept}
        missing = [key for key in keys if key not in here]
        if missing:
            new = read(missing)
            # a new dictionary, never an emptied one: other threads may be reading this one
            self._kept = dict(new) if len(kept) + len(new) > self._most else {**kept, **new}
            here.update(new)
        return {key: here[key] for key in keys if key in here}
