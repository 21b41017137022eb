"""What came out of a vote, from its ballots and hands: plain values for pages, files and posters.

Only asked for after the close: nobody sees running totals (rules.md, small numbers).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.voting import tally
from portal.voting.models import ShowOfHands, Vote, VoteChannel, VoteOption, VoteRule
from portal.voting.queries import Cast


@dataclass(frozen=True)
class Line:
    """One option in the result: `place` from 1, shared where options are tied; `points` as counted."""

    option: VoteOption
    place: int
    tied: bool
    points: float
    from_ballots: float
    from_hands: int


@dataclass(frozen=True)
class Outcome:
    """The whole result. `people` in rooms raised hands; `ballots` were cast, `blank` of them empty."""

    vote: Vote
    lines: list[Line]
    ballots: int
    blank: int
    people: int
    enough: bool

    @property
    def winners(self) -> list[Line]:
        """The options in first place: more than one when they are tied."""
        return [line for line in self.lines if line.place == 1]

    @property
    def highest(self) -> float:
        """The most points that any option has; at least 1, so that bars have a length."""
        return max([1.0, *(line.points for line in self.lines)])


def outcome_of(
    vote: Vote, ballots: Sequence[Cast], hands: Sequence[ShowOfHands], threshold: int
) -> Outcome:
    """Count; `threshold` is the fewest ballots and people together for which figures are shown."""
    standing = [one for one in hands if one.standing]
    marks = [ballot.choices for ballot in ballots]
    from_ballots = points_of(vote, marks)
    from_hands = {option.key: sum(one.hands[option.key] for one in standing) for option in vote.options}
    totals = {key: from_ballots[key] + from_hands[key] for key in from_ballots}
    ordered = _places(vote, marks, totals)
    options = {option.key: option for option in vote.options}
    lines = [
        Line(options[key], place, tied, totals[key], from_ballots[key], from_hands[key])
        for key, place, tied in ordered
    ]
    people = sum(one.people for one in standing)
    blank = tally.blank(marks)
    return Outcome(vote, lines, len(marks), blank, people, len(marks) >= threshold)


def points_of(vote: Vote, marks: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """The points of each option in its order: votes, dots, or Borda points for a ranking."""
    keys = [option.key for option in vote.options]
    if vote.rule == VoteRule.RANKING:
        return {key: half / 2 for key, half in tally.borda(marks, keys).items()}
    return {key: float(total) for key, total in tally.points(marks, keys).items()}


def by_channel(vote: Vote, ballots: Sequence[Cast]) -> dict[VoteChannel, dict[str, float]]:
    """The points of each option by how the ballots came in; they add up to the whole."""
    return {
        channel: points_of(vote, [one.choices for one in ballots if one.channel == channel])
        for channel in VoteChannel
        if any(one.channel == channel for one in ballots)
    }


def by_place(vote: Vote, ballots: Sequence[Cast]) -> dict[int | None, dict[str, float]]:
    """The points of each option by place (None: no place); they add up to the whole."""
    places = sorted({one.place_id for one in ballots}, key=lambda place: place or 0)
    return {
        place: points_of(vote, [one.choices for one in ballots if one.place_id == place])
        for place in places
    }


def _places(
    vote: Vote, marks: Sequence[Mapping[str, int]], totals: Mapping[str, float]
) -> list[tuple[str, int, bool]]:
    """Each option with its place and whether it shares it: a ranking by Schulze, the rest by points."""
    keys = [option.key for option in vote.options]
    if vote.rule == VoteRule.RANKING:
        grouped = tally.schulze(marks, keys)
    else:
        grouped = tally.groups({key: round(total) for key, total in totals.items()})
    found, place = [], 1
    for group in grouped:
        found += [(key, place, len(group) > 1) for key in group]
        place += len(group)
    return found
