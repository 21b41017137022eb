"""Shares of answers beside shares of people: pure arithmetic on figures that everyone may see.

Nothing here ever meets a count of people: each table was protected before, exactly as a release protects
it, and what is worked out from such tables tells no more than they do. Several rounds add up what is shown
of each; a star in it stands for anything from nothing to just under the limit.

How sure: Wilson's interval at 95 % of the share, widened by what blur and rounding may have done to the
figures, put together square by square (as Newcombe, 1998, puts two intervals together).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, exp, hypot, sqrt

from portal.core.disclosure import DisclosureSettings, ProtectedTable, Shown, ShownKind
from portal.insight.sureness import Z, wilson

FEWEST_CHILDREN = 10
NEAREST = 10


class Standing(StrEnum):
    """How the share of answers stands to the share of people."""

    MISSING = "missing"
    MORE = "more"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Tally:
    """Shown figures added up: `known` people in `shown` figures, and `stars` that hide a small number."""

    known: int = 0
    shown: int = 0
    stars: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.known + other.known, self.shown + other.shown, self.stars + other.stars)

    @property
    def figures(self) -> int:
        """How many figures stand behind it."""
        return self.shown + self.stars


NOTHING = Tally()


@dataclass(frozen=True)
class Share:
    """A share in a hundred, and the least and most that it may be; `middle` None: a star hides it."""

    middle: int | None
    least: int
    most: int


@dataclass(frozen=True)
class Group:
    """One group. `of_people` None: no figure, or too few children. `of_answers` None: too few answers.

    `people`: children to the nearest 10; None without a figure or under 10. `compared`: part of the whole.
    """

    code: str
    people: int | None
    few_people: bool
    of_people: int | None
    tally: Tally
    of_answers: Share | None
    standing: Standing | None
    compared: bool


@dataclass(frozen=True)
class Comparison:
    """One audience: its groups, and the answers that stand in no group. `base`: shown answers in all.

    `surveys`: of how many; `hidden`: of how many more there are too few answers.
    """

    groups: Sequence[Group]
    apart: Mapping[str, Tally]
    base: Tally
    surveys: int
    hidden: int

    @property
    def missing(self) -> list[Group]:
        """Who is missing, where that is sure; the widest gap first."""
        found = [one for one in self.groups if one.standing is Standing.MISSING]
        return sorted(found, key=lambda one: _gap(one), reverse=True)

    @property
    def has_shares(self) -> bool:
        """Whether any share of the answers may be said."""
        return any(one.of_answers for one in self.groups)


def _gap(group: Group) -> int:
    return (group.of_people or 0) - (group.of_answers.most if group.of_answers else 0)


def compare(
    tables: Sequence[ProtectedTable[str]],
    codes: Sequence[str],
    people: Mapping[str, int],
    settings: DisclosureSettings,
) -> Comparison:
    """Each group of `codes` in protected tables (one a wave) beside the numbers of children.

    Shares are of the groups that have a number of children, or of all groups where none has. All other
    cells stand apart.
    """
    enough = [one for one in tables if one.enough]
    tallies = _added(enough)
    compared = [code for code in codes if code in people] or list(codes)
    whole = sum(people.get(code, 0) for code in compared)
    groups = []
    for code in codes:
        own = tallies.get(code, NOTHING)
        rest = _sum(tallies.get(one, NOTHING) for one in compared if one != code)
        share = share_of(own, rest, settings) if code in compared else None
        groups.append(_group(code, people.get(code), whole, own, share, compared=code in compared))
    apart = {code: tally for code, tally in tallies.items() if code not in codes}
    base = _sum(tally(one.base) for one in enough)
    return Comparison(groups, apart, base, len(enough), len(tables) - len(enough))


def _group(
    code: str, people: int | None, whole: int, own: Tally, share: Share | None, *, compared: bool
) -> Group:
    few = people is not None and people < FEWEST_CHILDREN
    said = None if people is None or few or not whole else people / whole * 100
    return Group(
        code=code,
        people=None if people is None or few else (people + NEAREST // 2) // NEAREST * NEAREST,
        few_people=few,
        of_people=None if said is None else round(said),
        tally=own,
        of_answers=share,
        standing=_standing(said, share),
        compared=compared,
    )


def _standing(said: float | None, share: Share | None) -> Standing | None:
    if said is None or share is None:
        return None
    if said > share.most:
        return Standing.MISSING
    return Standing.MORE if said < share.least else Standing.UNSURE


def _added(tables: Iterable[ProtectedTable[str]]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for table in tables:
        for code, shown in table.cells.items():
            found[code] = found.get(code, NOTHING) + tally(shown)
    return found


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, NOTHING)


def tally(shown: Shown) -> Tally:
    """One shown figure; what is hidden altogether adds nothing."""
    if shown.number is not None:
        return Tally(shown.number, 1, 0)
    return Tally(0, 0, 1) if shown.kind is ShownKind.STAR else NOTHING


def share_of(own: Tally, rest: Tally, settings: DisclosureSettings) -> Share | None:
    """The share of `own` among both, with its interval; None under the fewest answers of a percentage."""
    if own.known + rest.known < settings.percentage_base or not own.figures:
        return None
    star = settings.small - 1
    low, fewest = _edge(own.known, rest.known + rest.stars * star)
    high, most = _edge(own.known + own.stars * star, rest.known)
    middle, whole = _edge(own.known + own.stars * star / 2, rest.known + rest.stars * star / 2)
    noise = Z * _noise(middle, own, rest, settings) / whole
    least = low - hypot(low - wilson(round(low * fewest), round(fewest))[0], noise)
    top = high + hypot(wilson(round(high * most), round(most))[1] - high, noise)
    # outward, so that rounding makes nothing look surer than it is
    said = round(middle * 100) if own.shown else None
    return Share(said, max(0, int(least * 100)), min(100, ceil(top * 100)))


def _edge(part: float, rest: float) -> tuple[float, float]:
    return part / (part + rest), part + rest


def _noise(share: float, own: Tally, rest: Tally, settings: DisclosureSettings) -> float:
    """The standard deviation, in people, that blur and rounding give to the part of the whole."""
    decay = exp(-settings.epsilon)
    of_one = 2 * decay / (1 - decay) ** 2 + settings.step**2 / 12
    return sqrt(of_one * ((1 - share) ** 2 * own.figures + share**2 * rest.figures))
