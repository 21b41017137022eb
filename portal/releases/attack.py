"""An attack on what was published: how sure someone could become of a figure behind a star.

The attacker knows the method, the settings and every published file, but not the secret, and begins with
a flat prior: every true table that fits is as likely as any other. The chances come from the formula of
the two-sided geometric distribution (Ghosh, Roughgarden and Sundararajan, 2009), not from our own draw.
Who knows that one cell holds everybody knows that both have one blur; that is counted too.
The bound (rules.md, small numbers): over all stars the best guess is right at most one time in three,
and never certain.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from portal.core.disclosure import DisclosureSettings, ShownKind
from portal.releases.figures import Published, ShownTable

MOST_RIGHT = 1 / 3
# a guess as sure as this is as good as certain
CERTAIN = 0.95
REACH = 14
Outcome = int | None
Chances = Mapping[int, float]


@dataclass(frozen=True)
class Guess:
    """The best guess at one star: how likely it is right, and where the star stands."""

    where: str
    sure: float


@dataclass(frozen=True)
class Verdict:
    """How well the attacker does over everything that was published; `right`: 0 without any star."""

    guesses: tuple[Guess, ...]

    @property
    def right(self) -> float:
        """How often the best guess is right, over all stars."""
        return sum(one.sure for one in self.guesses) / len(self.guesses) if self.guesses else 0.0

    @property
    def surest(self) -> Guess | None:
        """The star of which the attacker is most sure."""
        return max(self.guesses, key=lambda one: one.sure, default=None)

    @property
    def holds(self) -> bool:
        """Whether the bound holds."""
        surest = self.surest
        return self.right <= MOST_RIGHT and (surest is None or surest.sure < CERTAIN)


def attacked(published: Iterable[Published]) -> Verdict:
    """Attack every star of these files.

    The same people have the same figure in every file, so a second file of them tells nothing more; what
    differs between files differs in its people, and has a blur of its own.
    """
    guesses: list[Guess] = []
    for file in published:
        settings = file.settings
        where = f"{file.content['title']}, {file.content['round']}"
        for table in file.tables:
            if table.people is not None:
                guesses += of_table(table, settings, f"{where}: {table.group}, {table.title}")
    return Verdict(tuple(guesses))


def of_table(
    table: ShownTable, settings: DisclosureSettings, where: str, at_least: Mapping[str, int] | None = None
) -> list[Guess]:
    """The best guess at each star of a table whose base is shown; `where` names the table.

    `at_least`: of cells (by code) how many people the attacker has counted elsewhere, in words beside it.
    """
    cells = [cell for cell in table.cells if cell.in_base]
    found = []
    for cell in table.cells:
        if cell.shown != ShownKind.STAR:
            continue
        others = [one.people for one in cells if one is not cell]
        if table.many or not cell.in_base:
            weights = _alone(table.people if cell.in_base else None, settings)
        else:
            weights = _beside(tuple(sorted(others, key=lambda one: one or 0)), table.people, settings)
        weights = weights[(at_least or {}).get(cell.code, 0) :]
        total = sum(weights)
        if total > 0:
            found.append(Guess(f"{where}: {cell.label}", max(weights) / total))
    return found


@cache
def _alone(base: Outcome, settings: DisclosureSettings) -> list[float]:
    """The weights of each true count of a star whose cells do not add up to the base.

    No count is larger than the true base; None for a cell that is not in it.
    """
    chances = _counts_of(None, settings.small, settings)
    if base is None:
        return list(chances.values())
    bases = _counts_of(base, settings.threshold, settings)
    return [
        chance * sum(whole for total, whole in bases.items() if total >= count)
        for count, chance in chances.items()
    ]


@cache
def _beside(others: tuple[Outcome, ...], base: Outcome, settings: DisclosureSettings) -> list[float]:
    """The weights of each true count of a star, given the cells beside it and the base they add up to."""
    sums: dict[int, float] = {0: 1.0}
    for one in others:
        sums = _added(sums, _counts_of(one, settings.small, settings))
    own = _counts_of(None, settings.small, settings)
    totals = _counts_of(base, settings.threshold, settings)
    weights = [0.0] * (max(own) + max(totals) + 1)
    for count, chance in own.items():
        for total, whole in totals.items():
            weights[count] += chance * whole * sums.get(total - count, 0.0)
    numbers, stars = [one for one in others if one is not None], others.count(None)
    for total in totals:
        if len(numbers) == 1:
            weights[0] += _surplus(total, numbers[0], base, settings)
        elif not numbers:
            weights[0] += stars * _surplus(total, None, base, settings)
            weights[total] += _surplus(total, None, base, settings)
    return [max(one, 0.0) for one in weights]


def _added(sums: Chances, more: Chances) -> dict[int, float]:
    found: dict[int, float] = defaultdict(float)
    for one, chance in sums.items():
        for other, extra in more.items():
            found[one + other] += chance * extra
    return found


@cache
def _counts_of(shown: Outcome, limit: int, settings: DisclosureSettings) -> Chances:
    """For each true count, the chance that it is shown like this: a number, or a star for None."""
    most = REACH + (limit if shown is None else shown + settings.step)
    found = {}
    for count in range(most):
        chance = sum(
            each
            for size, each in _blur(settings.epsilon).items()
            if _outcome(count + size, limit, settings) == shown
        )
        if count == 0 and limit == settings.small:
            # the blur of nobody is one draw for all of them: it is a star, but for one time in thousands
            chance = float(shown is None)
        if chance > 0:
            found[count] = chance
    return found


@cache
def _surplus(count: int, cell: Outcome, base: Outcome, settings: DisclosureSettings) -> float:
    """How much likelier a pair is when the cell is the whole base and so has its blur."""
    both = sum(
        chance
        for size, chance in _blur(settings.epsilon).items()
        if _outcome(count + size, settings.small, settings) == cell
        and _outcome(count + size, settings.threshold, settings) == base
    )
    apart = _counts_of(cell, settings.small, settings).get(count, 0.0)
    return both - apart * _counts_of(base, settings.threshold, settings).get(count, 0.0)


def _outcome(blurred: int, limit: int, settings: DisclosureSettings) -> Outcome:
    return None if blurred < limit else settings.rounded(blurred)


@cache
def _blur(epsilon: float) -> Chances:
    """The two-sided geometric distribution, as far as it matters."""
    head = (1 - math.exp(-epsilon)) / (1 + math.exp(-epsilon))
    return {size: head * math.exp(-epsilon * abs(size)) for size in range(-REACH, REACH + 1)}
