"""Every read of votes."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.core.vocabulary import Audience
from portal.places.models import Place
from portal.places.queries import places_to_choose
from portal.voting.models import Ballot, BallotState, ShowOfHands, Vote, VoteChannel, VoteTaken


class Cast(NamedTuple):
    """What counting needs of one ballot."""

    choices: dict[str, int]
    channel: VoteChannel
    place_id: int | None
    audience: Audience | None
    record_key: int


class Way(NamedTuple):
    """How many ballots of a vote came in one way and stand in one state."""

    channel: VoteChannel
    place_id: int | None
    by_code: bool
    state: BallotState
    ballots: int


def vote_by_slug(area: Area, slug: str) -> Vote | None:
    """The vote of an area with this word in its address."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.slug == slug)
    return db.session.scalar(rows.options(selectinload(Vote.options)))


def vote_in(area: Area, vote_id: int) -> Vote | None:
    """A vote of this area, with its options and who confirmed it."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.id == vote_id)
    return db.session.scalar(rows.options(selectinload(Vote.options), selectinload(Vote.confirmations)))


def places_for(area: Area, vote: Vote, today: date) -> list[Place]:
    """Where people may vote today, by name: the places of the vote, or all of the area if it names none."""
    return [place for place in places_to_choose(area, today) if vote.is_held_at(place)]


def votes_open(area: Area, at: datetime) -> list[Vote]:
    """Votes that people can take part in now, those that end first on top."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.opens_at <= at, Vote.closes_at > at)
    return list(db.session.scalars(rows.order_by(Vote.closes_at, Vote.id)))


def votes_to_come(area: Area, at: datetime) -> list[Vote]:
    """Votes for which codes can be made: every one that has not ended."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.closes_at > at)
    return list(db.session.scalars(rows.order_by(Vote.closes_at, Vote.id)))


def votes_ended(area: Area, at: datetime, most: int = 20) -> list[Vote]:
    """The votes that ended last."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.closes_at <= at)
    return list(db.session.scalars(rows.order_by(Vote.closes_at.desc(), Vote.id).limit(most)))


def votes_to_count(area: Area) -> list[Vote]:
    """Votes whose count is not confirmed yet, the latest first, with their options."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.closed_at.is_(None))
    rows = rows.options(selectinload(Vote.options))
    return list(db.session.scalars(rows.order_by(Vote.closes_at.desc(), Vote.id)))


def votes_counted(area: Area, most: int = 30) -> list[Vote]:
    """Votes whose count two people confirmed, the latest first."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.closed_at.is_not(None))
    return list(db.session.scalars(rows.order_by(Vote.closed_at.desc(), Vote.id).limit(most)))


def page_of_votes(area: Area, number: int) -> Page[Vote]:
    """Every vote of an area, the latest first."""
    rows = select(Vote).where(Vote.area_id == area.id)
    return page_of(rows.order_by(Vote.closes_at.desc(), Vote.id.desc()), number)


def held_vote(vote_id: int, *, alone: bool) -> Vote:
    """The vote as it stands now, held until the end of the transaction (PostgreSQL; SQLite has one writer).

    `alone`: nobody else may hold it, as at the close; else all who vote hold it together.
    """
    rows = select(Vote).where(Vote.id == vote_id).with_for_update(read=not alone, of=Vote)
    return db.session.scalars(rows, execution_options={"populate_existing": True}).one()


def how_many_voted(vote_ids: Iterable[int]) -> dict[int, int]:
    """How many counted ballots each vote has. No private answer is counted (rules.md, small numbers)."""
    rows = (
        select(Ballot.vote_id, func.count())
        .where(Ballot.vote_id.in_(list(vote_ids)), Ballot.state == BallotState.COUNTED)
        .group_by(Ballot.vote_id)
        .order_by(Ballot.vote_id)
    )
    return {row[0]: row[1] for row in db.session.execute(rows)}


def has_ballots(vote: Vote) -> bool:
    """Whether anybody has voted, as a test included."""
    rows = select(Ballot.id).where(Ballot.vote_id == vote.id).order_by(Ballot.id).limit(1)
    return db.session.scalar(rows) is not None


def how_many_tests(vote: Vote) -> int:
    """How many ballots were only to try it out."""
    rows = select(func.count()).where(Ballot.vote_id == vote.id, Ballot.state == BallotState.TEST)
    return db.session.scalar(rows) or 0


def ballots_to_count(vote: Vote) -> list[Cast]:
    """The counted ballots, in the order of their ids, which is by chance."""
    rows = select(Ballot.choices, Ballot.channel, Ballot.place_id, Ballot.audience, Ballot.record_key)
    rows = rows.where(Ballot.vote_id == vote.id, Ballot.state == BallotState.COUNTED)
    return [
        Cast(choices, VoteChannel(channel), place_id, Audience(audience) if audience else None, record_key)
        for choices, channel, place_id, audience, record_key in db.session.execute(rows.order_by(Ballot.id))
    ]


def ballots_by_way(vote: Vote) -> list[Way]:
    """How many ballots came in each way and state, and nothing of what was chosen."""
    ways = (Ballot.channel, Ballot.place_id, Ballot.by_code, Ballot.state)
    rows = select(*ways, func.count()).where(Ballot.vote_id == vote.id).group_by(*ways).order_by(*ways)
    return [
        Way(VoteChannel(channel), place_id, by_code, BallotState(state), number)
        for channel, place_id, by_code, state, number in db.session.execute(rows)
    ]


def ballot_in(area: Area, ballot_id: int) -> Ballot | None:
    """A ballot of this area that was keyed from paper; no other is ever looked at by itself."""
    keyed = Ballot.channel.in_([VoteChannel.PAPER, VoteChannel.PHONE])
    rows = select(Ballot).join(Vote, Vote.id == Ballot.vote_id)
    return db.session.scalar(rows.where(Vote.area_id == area.id, Ballot.id == ballot_id, keyed))


def channels_of_keyed(records: Select[int]) -> dict[int, VoteChannel]:
    """The vote of these keyed ballots and how they came in: all of one batch have the same."""
    rows = select(Ballot.vote_id, Ballot.channel).where(Ballot.id.in_(records)).distinct()
    return {row[0]: VoteChannel(row[1]) for row in db.session.execute(rows.order_by(Ballot.vote_id))}


def taken_in(area: Area, ids: Collection[int]) -> list[tuple[VoteTaken, Vote]]:
    """What these receipts of an area say, each with its vote."""
    rows = select(VoteTaken, Vote).join(Vote, Vote.id == VoteTaken.vote_id)
    rows = rows.where(Vote.area_id == area.id, VoteTaken.id.in_(ids)).order_by(VoteTaken.id)
    return [(row[0], row[1]) for row in db.session.execute(rows)]


def ballots_to_shuffle(vote: Vote) -> list[dict[str, Any]]:
    """Every ballot as plain values without its id: to be written anew at the close."""
    columns = [column for column in Ballot.__table__.columns if column.name != "id"]
    rows = select(*columns).where(Ballot.vote_id == vote.id).order_by(Ballot.id)
    return [dict(row._mapping) for row in db.session.execute(rows)]


def shows_of_hands(vote: Vote) -> list[ShowOfHands]:
    """Every show of hands of a vote, corrected ones included, oldest first."""
    rows = select(ShowOfHands).where(ShowOfHands.vote_id == vote.id)
    rows = rows.options(joinedload(ShowOfHands.place))
    return list(db.session.scalars(rows.order_by(ShowOfHands.at, ShowOfHands.id)))


def hands_in(vote: Vote, hands_id: int) -> ShowOfHands | None:
    """One show of hands of this vote."""
    rows = select(ShowOfHands).where(ShowOfHands.vote_id == vote.id, ShowOfHands.id == hands_id)
    return db.session.scalar(rows)
