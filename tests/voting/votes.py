"""Makers for tests: a vote open now, ballots in it, and its close by two people."""

from datetime import timedelta

from portal.codes.actions import make_batch, words_to_print
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.voting.actions import end_voting, make_vote
from portal.voting.ballot_actions import PURPOSE, cast_ballot
from portal.voting.closing_actions import confirm_close, record_hands
from portal.voting.models import Side, Vote, VoteChannel, VoteRule
from portal.voting.plans import OptionPlan, VotePlan
from tests.planting import area_called

Words = tuple[str, ...]


def a_vote(
    rule: VoteRule = VoteRule.PICK,
    area: str = "liverpool",
    title: str = "What matters most",
    *,
    most: int = 2,
    options: int = 4,
    only_by_code: bool = False,
) -> Vote:
    """A vote that opened yesterday and ends tomorrow, with options A, B, C and so on."""
    at = clock.now()
    plan = VotePlan(
        title=title,
        question="What should we do first?",
        question_easy="What comes first?",
        used_for="The board starts with what comes first.",
        rule=rule,
        most=most,
        most_each=2,
        only_by_code=only_by_code,
        opens_at=at - timedelta(days=1),
        closes_at=at + timedelta(days=1),
        options=tuple(OptionPlan(title=f"Option {chr(65 + number)}") for number in range(options)),
    )
    return make_vote(area=area_called(area), plan=plan, by=None, at=at)


def cast(vote: Vote, once: str, code: Words | None = None, **choices: int) -> bool:
    """One ballot from the web."""
    return cast_ballot(
        vote=vote, choices=choices, channel=VoteChannel.WEB, once=once, code=code, at=clock.now()
    )


def cards_for(vote: Vote, count: int, *, test: bool = False, area: str = "liverpool") -> list[Words]:
    """New codes for a vote."""
    batch = make_batch(
        area=area_called(area),
        purpose=PURPOSE,
        subject_id=vote.id,
        opens=vote.title,
        title="At the hall",
        count=count,
        test=test,
        by=None,
        at=clock.now(),
    )
    words = words_to_print(batch, at=clock.now())
    assert words is not None
    return words


def close(vote: Vote, officer: int = 1, forum: int = 2) -> Vote:
    """End the voting, and let an officer and the forum confirm."""
    if vote.is_open(clock.now()):
        end_voting(vote=vote, by=officer, at=clock.now())
    confirm_close(vote=vote, side=Side.OFFICER, by=officer, at=clock.now())
    return confirm_close(vote=vote, side=Side.FORUM, by=forum, at=clock.now())


def refused(act: object, *arguments: object, **named: object) -> str:
    """The sentence with which an act is refused."""
    try:
        act(*arguments, **named)  # type: ignore[operator]
    except RuleBroken as broken:
        return broken.message
    raise AssertionError("it was not refused")


def open_and_closed(area: str) -> dict[str, str | int]:
    """A vote that is open and one that two people closed, with hands; the ids of the closed one."""
    a_vote(area=area, title=f"Vote of {area}")
    closed = a_vote(area=area, title=f"Closed of {area}")
    hands = record_hands(
        vote=closed,
        title="Hall",
        place=None,
        people=20,
        hands={option.key: 5 for option in closed.options},
        by=None,
        at=clock.now(),
    )
    for number in range(12):
        cast(closed, f"{area} {number}", o1=1)
    close(closed)
    return {"vote_id": closed.id, "hands_id": hands.id}


def end_voting_now(vote_id: int) -> None:
    """Nobody can vote any more."""
    end_voting(vote=db.session.get_one(Vote, vote_id), by=1, at=clock.now())
