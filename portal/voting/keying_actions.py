"""Ballots that staff key from paper or while somebody is on the phone: they count once that is signed.

A keyed ballot is known to its sheet of paper until the close; then it is written anew like every other.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, delete, update

from portal.core.db import db
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience, Channel
from portal.voting.ballot_actions import check_choices, refuse_unless_open
from portal.voting.closing_actions import take_back_confirmations
from portal.voting.models import Ballot, BallotState, Vote, VoteChannel
from portal.voting.queries import channels_of_keyed, held_vote

CLOSED = "The count of this vote is confirmed. Nothing can be added to it."


def begin_keyed(*, vote: Vote, channel: Channel, place_id: int | None, at: datetime) -> Ballot:
    """An empty ballot that does not count yet. Refuses a confirmed vote, and calls after its end."""
    vote = held_vote(vote.id, alone=False)
    _refuse_if_closed(vote)
    if at < vote.opens_at or channel == Channel.PHONE:
        refuse_unless_open(vote, at)
    ballot = Ballot(
        vote_id=vote.id,
        rule=vote.rule,
        choices={},
        channel=VoteChannel(channel),
        place_id=place_id,
        audience=None,
        by_code=False,
        state=BallotState.KEYED,
        record_key=new_record_key(),
    )
    db.session.add(ballot)
    db.session.flush()
    return ballot


def keep_keyed(
    *, vote: Vote, ballot: Ballot, choices: Mapping[str, int], audience: Audience | None
) -> None:
    """Keep what stands on a ballot. Refuses (field "choice") what breaks the rule, and one that counts."""
    _refuse_if_closed(held_vote(vote.id, alone=False))
    if ballot.state != BallotState.KEYED:
        raise RuleBroken("This ballot counts already. Open the batch again first.")
    ballot.choices, ballot.audience = check_choices(vote, choices), audience
    db.session.flush()


def drop_keyed(*, ballot: Ballot) -> None:
    """A ballot that was keyed by mistake goes. Refuses one that counts."""
    if ballot.state != BallotState.KEYED:
        raise RuleBroken("This ballot counts already. Open the batch again first.")
    db.session.execute(delete(Ballot).where(Ballot.id == ballot.id))


def count_keyed(*, records: Select[int], at: datetime) -> None:
    """These ballots count. Refuses a confirmed vote, and a call that ended after the voting."""
    vote = _held_vote_of(records)
    if vote is None:
        return
    if VoteChannel.PHONE in channels_of_keyed(records).values():
        refuse_unless_open(vote, at)
    _restate(records, BallotState.COUNTED)


def uncount_keyed(*, records: Select[int], at: datetime) -> None:
    """These ballots do not count until they are signed anew. Refuses a confirmed vote."""
    if _held_vote_of(records) is None:
        raise RuleBroken(CLOSED)
    _restate(records, BallotState.KEYED)


def _held_vote_of(records: Select[int]) -> Vote | None:
    """The vote of these ballots, held, with a first confirmation of it taken back; None without ballots."""
    for vote_id in channels_of_keyed(records):
        vote = held_vote(vote_id, alone=True)
        _refuse_if_closed(vote)
        take_back_confirmations(vote)
        return vote
    return None


def _restate(records: Select[int], state: BallotState) -> None:
    changed = update(Ballot).where(Ballot.id.in_(records)).values(state=state)
    db.session.execute(changed.execution_options(synchronize_session=False))
    db.session.expire_all()


def _refuse_if_closed(vote: Vote) -> None:
    if vote.is_closed:
        raise RuleBroken(CLOSED)
