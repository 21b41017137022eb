"""Protection in its one order: blur, threshold on the base, star, rounding, then percentages."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from portal.core.disclosure.blur import blur_of
from portal.core.disclosure.people_count import PeopleCount
from portal.core.disclosure.settings import N_, DisclosureSettings
from portal.core.disclosure.words import Word, word_for

K = TypeVar("K", bound=Hashable)
STAR_TEXT: Final = "*"
HIDDEN_TEXT: Final = N_("not enough answers to show")


class ShownKind(StrEnum):
    """What a protected count turned into."""

    NUMBER = "number"
    STAR = "star"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Shown:
    """A protected count, safe for everyone: a rounded `number`, or None for a star or nothing."""

    kind: ShownKind
    number: int | None = None

    @property
    def text(self) -> str:
        """The figure with commas, a star, or an English sentence to translate."""
        if self.number is not None:
            return f"{self.number:,}"
        return STAR_TEXT if self.kind is ShownKind.STAR else HIDDEN_TEXT

    def __str__(self) -> str:
        return self.text


_STAR: Final = Shown(ShownKind.STAR)
_HIDDEN: Final = Shown(ShownKind.HIDDEN)


@dataclass(frozen=True)
class ProtectedTable(Generic[K]):
    """A base and its cells as everyone may see them; it holds no true or blurred figure."""

    settings: DisclosureSettings
    base: Shown
    cells: Mapping[K, Shown]

    @property
    def enough(self) -> bool:
        """Whether there were enough answers to show anything."""
        return self.base.kind is ShownKind.NUMBER

    def hidden(self) -> "ProtectedTable[K]":
        """Return the same table with nothing shown, for where a part of it would tell too much."""
        return ProtectedTable(self.settings, _HIDDEN, MappingProxyType(dict.fromkeys(self.cells, _HIDDEN)))

    def percent(self, key: K) -> int | None:
        """Return the cell as a whole percentage of the base, at most 100.

        From the shown figures only. None for a star, and under a shown base of 50.
        """
        cell, base = self.cells[key].number, self.base.number
        if cell is None or base is None or base < self.settings.percentage_base:
            return None
        return min((200 * cell + base) // (2 * base), 100)

    def words(self, key: K) -> Word | None:
        """Return a word for the cell where there is no percentage, or None where none holds."""
        cell, base = self.cells[key], self.base.number
        if base is None or self.percent(key) is not None:
            return None
        return word_for(cell.number, base, self.settings)


class Protector:
    """An area's settings and its secret: turns counts of people into what everyone may see."""

    __slots__ = ("_secret", "settings")

    def __init__(self, settings: DisclosureSettings, secret: bytes) -> None:
        """Take the settings and the 32 bytes of `derive_secret`; ValueError if too short."""
        if len(secret) < 32:
            raise ValueError("the secret of an area has 32 bytes: use derive_secret()")
        self.settings = settings
        self._secret = secret

    def count(self, cell: PeopleCount) -> Shown:
        """Protect a count that stands alone and so is its own base, like "40 people answered"."""
        blurred = self._blurred(cell)
        if blurred < self.settings.threshold:
            return _HIDDEN
        return self._starred_or_rounded(blurred)

    def table(self, base: PeopleCount, cells: Mapping[K, PeopleCount]) -> ProtectedTable[K]:
        """Protect a base and its cells, each a cell of its own: totals are never sums.

        The cells keep their order, so that must not come from the true counts: put them in
        the order of their labels, or sort them by what is shown.
        """
        shown_base = self.count(base)
        if shown_base.kind is ShownKind.HIDDEN:
            shown = dict.fromkeys(cells, _HIDDEN)
        else:
            shown = {key: self._starred_or_rounded(self._blurred(cell)) for key, cell in cells.items()}
        return ProtectedTable(self.settings, shown_base, MappingProxyType(shown))

    def _blurred(self, cell: PeopleCount) -> int:
        blur = blur_of(cell, secret=self._secret, epsilon=self.settings.epsilon)
        return cell._count + blur

    def _starred_or_rounded(self, blurred: int) -> Shown:
        if blurred < self.settings.small:
            return _STAR
        return Shown(ShownKind.NUMBER, self.settings.rounded(blurred))


def show(cell: PeopleCount, *, base: PeopleCount, protect: Protector) -> Shown:
    """Return one cell of a base as everyone may see it; hidden when the base is too small."""
    return protect.table(base, {"cell": cell}).cells["cell"]
