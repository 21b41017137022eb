"""Counting as pure functions: the same ballots give the same totals, in whatever order they lie.

A ballot is a mapping from option to a whole number: 1 for a picked option, the dots on it, or its rank
(1 is best). Options that a ballot does not name got nothing; in a ranking they share the last place.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations

Ballot = Mapping[str, int]
Totals = dict[str, int]


def points(ballots: Sequence[Ballot], options: Sequence[str]) -> Totals:
    """Approval and dots: the sum of what each option got; options in the order given."""
    return {option: sum(ballot.get(option, 0) for ballot in ballots) for option in options}


def borda(ballots: Sequence[Ballot], options: Sequence[str]) -> Totals:
    """Borda in half points: 2 for each option that a ballot puts below this one, 1 for each beside it.

    Twice the usual points, so that places shared by options left out stay whole numbers (the average of
    the places they share). A ballot that ranks nothing is blank and gives nothing.
    """
    totals = dict.fromkeys(options, 0)
    for ballot in _ranking(ballots):
        for one, other in permutations(options, 2):
            totals[one] += _worth(ballot, one, other)
    return totals


def preferred(ballots: Sequence[Ballot], options: Sequence[str]) -> dict[tuple[str, str], int]:
    """How many ballots put the first option of each pair above the second."""
    ranking = _ranking(ballots)
    return {
        (one, other): sum(_worth(ballot, one, other) == 2 for ballot in ranking)
        for one, other in permutations(options, 2)
    }


def schulze(ballots: Sequence[Ballot], options: Sequence[str]) -> list[list[str]]:
    """The options in groups, the best group first; options that nothing sets apart share a group.

    Schulze's method with winning votes: Schulze, "A new monotonic, clone-independent, reversal symmetric,
    and Condorcet-consistent single-winner election method" (2011), section 2.3.
    """
    strength = _strongest_paths(preferred(ballots, options), options)
    beaten_by = {
        one: sum(strength[other, one] > strength[one, other] for other in options if other != one)
        for one in options
    }
    return _layers(strength, list(options), beaten_by)


def groups(totals: Mapping[str, int]) -> list[list[str]]:
    """The options from the highest total to the lowest; those with the same total share a group."""
    return [
        [option for option, total in totals.items() if total == height]
        for height in sorted(set(totals.values()), reverse=True)
    ]


def blank(ballots: Sequence[Ballot]) -> int:
    """How many ballots name no option."""
    return sum(not any(ballot.values()) for ballot in ballots)


def _ranking(ballots: Sequence[Ballot]) -> list[Ballot]:
    return [ballot for ballot in ballots if any(ballot.values())]


def _worth(ballot: Ballot, one: str, other: str) -> int:
    """2 when the ballot puts one above the other, 1 when side by side, 0 below."""
    last = len(ballot) + 1
    mine, theirs = ballot.get(one) or last, ballot.get(other) or last
    return 2 if mine < theirs else int(mine == theirs)


def _strongest_paths(
    above: Mapping[tuple[str, str], int], options: Sequence[str]
) -> dict[tuple[str, str], int]:
    """The strength of the strongest path between each two (Floyd and Warshall's way)."""
    strength = {pair: won if won > above[pair[1], pair[0]] else 0 for pair, won in above.items()}
    for middle in options:
        for one, other in permutations([option for option in options if option != middle], 2):
            way = min(strength[one, middle], strength[middle, other])
            strength[one, other] = max(strength[one, other], way)
    return strength


def _layers(
    strength: Mapping[tuple[str, str], int], left: list[str], beaten_by: dict[str, int]
) -> list[list[str]]:
    """Take off, again and again, those that no option still there beats."""
    found: list[list[str]] = []
    while left:
        best = [option for option in left if not beaten_by[option]]
        found.append(best)
        left = [option for option in left if option not in best]
        for option in left:
            beaten_by[option] -= sum(strength[one, option] > strength[option, one] for one in best)
    return found
