"""Shows of hands, and the close: two people confirm, and the ballots are written anew in random order."""

from collections.abc import Mapping
from datetime import date, datetime
from secrets import SystemRandom

from sqlalchemy import delete, insert

from portal.areas.models import Area
from portal.areas.queries import area_by_id
from portal.core import audit, clock
from portal.core.db import db, random_id
from portal.core.errors import RuleBroken
from portal.paper.models import BatchState
from portal.paper.queries import batches_of_subject
from portal.places.models import Place
from portal.voting.ballot_actions import PURPOSE
from portal.voting.models import Ballot, BallotSent, Confirmation, ShowOfHands, Side, Vote, VoteRule
from portal.voting.queries import ballots_to_shuffle, held_vote

SETTLED = (BatchState.COUNTED, BatchState.STOPPED)


def record_hands(
    *,
    vote: Vote,
    title: str,
    place: Place | None,
    people: int,
    hands: Mapping[str, int],
    by: int | None,
    at: datetime,
    corrects: ShowOfHands | None = None,
    why: str = "",
) -> ShowOfHands:
    """Keep hands counted in a room; `corrects`: in place of an earlier count, which stays to be seen.

    Refuses a vote that is not pick-N, has not begun or is closed; more hands for one option than people;
    more hands in all than people times N; a correction without a reason, or of one corrected already.
    """
    vote = held_vote(vote.id, alone=True)
    _check_hands(vote, people, hands, at)
    take_back_confirmations(vote)
    if corrects is not None:
        _replace(corrects, why)
    shown = ShowOfHands(
        vote_id=vote.id,
        title=title,
        place_id=place.id if place else None,
        people=people,
        hands=dict(hands),
        standing=True,
        replaces_id=corrects.id if corrects else None,
        why=why.strip() or None,
        by=by,
        at=at,
    )
    db.session.add(shown)
    _record("counted hands" if corrects is None else "corrected hands", vote, by, at, people=people)
    return shown


def confirm_close(*, vote: Vote, side: Side, by: int | None, at: datetime) -> Vote:
    """Confirm the count in one's own name; the second of the two sides closes the vote for good.

    Refuses while people can still vote, twice by one person or one side, and after the close.
    """
    vote = _ready(vote, at)
    if by is not None and any(one.person_id == by for one in vote.confirmations):
        raise RuleBroken("You have confirmed already. Somebody else must confirm too.")
    if any(one.side == side for one in vote.confirmations):
        raise RuleBroken("Your side has confirmed already. Now the other side must.")
    return _confirm(vote, Confirmation(side=side, person_id=by), by, at)


def confirm_for_outside(*, area: Area, vote: Vote, outside: str, name: str, by: int, at: datetime) -> Vote:
    """Write down that a named outside second has looked at the count and agrees: the vote is closed.

    Only where one side confirmed and nobody of the other did for the area's number of working days
    (rules.md, topics and comments: where a second person is needed).
    """
    vote = _ready(vote, at)
    if not name.strip() or not outside:
        raise RuleBroken("Write the name of the person who looked at it.", field="name", status=422)
    day = outside_from(area, vote)
    if day is None:
        raise RuleBroken("One of you confirms first.")
    if clock.local(at).date() < day:
        raise RuleBroken("Give the others some more days to confirm.")
    other = Side.FORUM if vote.confirmations[0].side == Side.OFFICER else Side.OFFICER
    signed = Confirmation(side=other, person_id=by, outside=outside, name=name.strip())
    return _confirm(vote, signed, by, at)


def outside_from(area: Area, vote: Vote) -> date | None:
    """The day from which an outside second may confirm; None before the first has."""
    if len(vote.confirmations) != 1:
        return None
    first = clock.local(vote.confirmations[0].confirmed_at).date()
    return area.settings.working_days_after(first, area.settings.second_days)


def _ready(vote: Vote, at: datetime) -> Vote:
    vote = held_vote(vote.id, alone=True)
    db.session.expire(vote, ["confirmations"])
    if not vote.has_ended(at):
        raise RuleBroken("People can still vote. End the voting first.")
    if vote.is_closed:
        raise RuleBroken("This count is confirmed already.")
    piles = batches_of_subject(area_by_id(vote.area_id), PURPOSE, vote.id)
    if any(one.state not in SETTLED for one in piles):
        raise RuleBroken("A pile of paper waits. Two people sign it, or you give it up, before the count.")
    return vote


def take_back_confirmations(vote: Vote) -> None:
    """The count has changed since the first of the two confirmed it: they look at it again."""
    db.session.execute(delete(Confirmation).where(Confirmation.vote_id == vote.id))
    db.session.expire(vote, ["confirmations"])


def _confirm(vote: Vote, confirmation: Confirmation, by: int | None, at: datetime) -> Vote:
    """The vote is held: whoever confirms at the same moment waits, and finds this confirmation."""
    confirmation.turn, confirmation.confirmed_at = len(vote.confirmations) + 1, at
    vote.confirmations.append(confirmation)
    _record(
        "confirmed count", vote, by, at, side=confirmation.side.value, outside=confirmation.outside or ""
    )
    if confirmation.turn == 2:
        _close(vote, at)
        _record("closed vote", vote, by, at)
    return vote


def _close(vote: Vote, at: datetime) -> None:
    """Write every ballot anew in random order with a new id: where it lay tells nothing any more."""
    kept = ballots_to_shuffle(vote)
    SystemRandom().shuffle(kept)
    db.session.execute(delete(Ballot).where(Ballot.vote_id == vote.id))
    db.session.execute(delete(BallotSent).where(BallotSent.vote_id == vote.id))
    if kept:
        db.session.execute(insert(Ballot), [{**ballot, "id": random_id()} for ballot in kept])
    vote.closed_at = at
    db.session.flush()


def _check_hands(vote: Vote, people: int, hands: Mapping[str, int], at: datetime) -> None:
    if vote.rule != VoteRule.PICK:
        raise RuleBroken("Hands can be counted only where people pick options.")
    if at < vote.opens_at or vote.is_closed:
        raise RuleBroken("Hands can be written down from the opening until the count is confirmed.")
    if set(hands) != {option.key for option in vote.options} or people < 0 or min(hands.values()) < 0:
        raise RuleBroken("Write a number for each option.", field="hands", status=422)
    if max(hands.values()) > people:
        raise RuleBroken("One option has more hands than people.", field="hands", status=422)
    if sum(hands.values()) > people * vote.most:
        raise RuleBroken("There are more hands than these people have.", field="hands", status=422)


def _replace(corrects: ShowOfHands, why: str) -> None:
    if not why.strip():
        raise RuleBroken("Say why the numbers change.", field="why", status=422)
    if not corrects.standing:
        raise RuleBroken("These numbers were put right already. Change the newest ones.")
    corrects.standing = False


def _record(act: str, vote: Vote, by: int | None, at: datetime, **details: object) -> None:
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=vote.area_id,
        at=at,
        subject=("vote", vote.id),
        name=vote.title,
        **details,
    )
