"""From a closed vote to its result: reads the ballots and counts them."""

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.voting.models import Vote
from portal.voting.queries import Cast, ballots_to_count, shows_of_hands
from portal.voting.results import Outcome, outcome_of

NOT_YET = "Nobody sees the totals before two people have confirmed the count."


def ballots_of_closed(vote: Vote) -> list[Cast]:
    """The counted ballots; refuses before the close: no running totals, for anyone."""
    if not vote.is_closed:
        raise RuleBroken(NOT_YET)
    return ballots_to_count(vote)


def outcome_for(area: Area, vote: Vote, ballots: list[Cast] | None = None) -> Outcome:
    """The result of a closed vote, with the area's threshold."""
    cast = ballots_of_closed(vote) if ballots is None else ballots
    return outcome_of(vote, cast, shows_of_hands(vote), area.settings.protection.threshold)
