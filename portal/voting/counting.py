"""From a closed vote to its result: reads the ballots and counts them, and how its codes stand."""

from dataclasses import dataclass

from portal.areas.models import Area
from portal.codes.models import CodeState
from portal.codes.queries import batches_opening, counts_by_state
from portal.core.errors import RuleBroken
from portal.voting.ballot_actions import PURPOSE
from portal.voting.models import Vote
from portal.voting.queries import Cast, ballots_to_count, shows_of_hands
from portal.voting.results import Outcome, outcome_of

NOT_YET = "Nobody sees the totals before two people have confirmed the count."


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


def ballots_of_closed(vote: Vote) -> list[Cast]:
    """The counted ballots; refuses before the close: no running totals, for anyone."""
    if not vote.is_closed:
        raise RuleBroken(NOT_YET)
    return ballots_to_count(vote)


def outcome_for(area: Area, vote: Vote, ballots: list[Cast] | None = None) -> Outcome:
    """The result of a closed vote, with the area's threshold."""
    cast = ballots_of_closed(vote) if ballots is None else ballots
    return outcome_of(vote, cast, shows_of_hands(vote), area.settings.protection.threshold)


def codes_of(area: Area, vote: Vote, ballots: list[Cast]) -> CodesOfVote:
    """The codes made for a vote by state, beside the ballots that came with one."""
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
        ballots=sum(ballot.by_code for ballot in ballots),
    )
