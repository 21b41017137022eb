"""How a vote adds up: ballots by channel and place, codes, paper and hands. For staff, at any time.

Only how many voted, and how: what they chose is not in it, so that it can be looked at before the close.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.areas.models import Area
from portal.codes.models import CodeState
from portal.codes.queries import batches_opening, counts_by_state
from portal.paper.reconciling import Pile, piles_of
from portal.places.queries import place_names
from portal.voting.ballot_actions import PURPOSE
from portal.voting.models import BallotState, ShowOfHands, Vote, VoteChannel
from portal.voting.queries import Way, ballots_by_way, shows_of_hands


@dataclass(frozen=True)
class CodesOfVote:
    """How the codes of a vote stand, and whether as many are used as ballots came with one."""

    made: int
    printed: int
    used: int
    void: int
    left: int
    tests: int
    ballots: int

    @property
    def adds_up(self) -> bool:
        """One code, one ballot."""
        return self.used == self.ballots


@dataclass(frozen=True)
class Line:
    """How many ballots came by one channel from one place (empty: no place)."""

    channel: VoteChannel
    place: str
    ballots: int


@dataclass(frozen=True)
class AddsUp:
    """Everything that must agree. `waiting` ballots are keyed from paper and not signed yet."""

    lines: tuple[Line, ...]
    waiting: int
    tests: int
    codes: CodesOfVote
    piles: tuple[Pile, ...]
    hands: tuple[ShowOfHands, ...]

    @property
    def ballots(self) -> int:
        """Every ballot that counts."""
        return sum(line.ballots for line in self.lines)

    @property
    def on_paper(self) -> int:
        """How many of them are paper."""
        return sum(line.ballots for line in self.lines if line.channel == VoteChannel.PAPER)

    @property
    def signed(self) -> int:
        """How many pieces of paper two people signed for."""
        return sum(pile.counted for pile in self.piles)

    @property
    def paper_agrees(self) -> bool:
        """Whether the paper that counts is the paper that was signed, no more and no less."""
        return self.on_paper == self.signed


def how_it_adds_up(area: Area, vote: Vote) -> AddsUp:
    """Count every way into the one total, and what stands behind it."""
    ways = ballots_by_way(vote)
    counted = [way for way in ways if way.state == BallotState.COUNTED]
    return AddsUp(
        lines=_lines(area, counted),
        waiting=sum(way.ballots for way in ways if way.state == BallotState.KEYED),
        tests=sum(way.ballots for way in ways if way.state == BallotState.TEST),
        codes=_codes(area, vote, sum(way.ballots for way in counted if way.by_code)),
        piles=piles_of(area=area, purpose=PURPOSE, subject_id=vote.id),
        hands=tuple(shows_of_hands(vote)),
    )


def _lines(area: Area, counted: Sequence[Way]) -> tuple[Line, ...]:
    names = place_names(area, {way.place_id for way in counted if way.place_id is not None})
    together: dict[tuple[VoteChannel, str], int] = {}
    for way in counted:
        at = (way.channel, names.get(way.place_id or 0, ""))
        together[at] = together.get(at, 0) + way.ballots
    order = list(VoteChannel)
    found = sorted(together.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
    return tuple(Line(channel, place, number) for (channel, place), number in found)


def _codes(area: Area, vote: Vote, ballots: int) -> CodesOfVote:
    batches = batches_opening(area, PURPOSE, vote.id)
    standing = counts_by_state(batch.id for batch in batches).values()
    count = {state: sum(each.get(state, 0) for each in standing) for state in CodeState}
    return CodesOfVote(
        made=sum(batch.count for batch in batches if not batch.is_test),
        printed=sum(batch.count for batch in batches if not batch.is_test and batch.locked_words is None),
        used=count[CodeState.USED],
        void=count[CodeState.VOID],
        left=count[CodeState.MADE] + count[CodeState.PRINTED],
        tests=count[CodeState.TEST],
        ballots=ballots,
    )
