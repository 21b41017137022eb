"""Making a vote: its words, rule and options, until there is a ballot; and ending the voting."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import free_slug
from portal.core.vocabulary import Audience
from portal.voting.models import Ballot, BallotState, Vote, VoteOption, VoteRule
from portal.voting.plans import FIRST_PICTURE, PICTURES, OptionPlan, VotePlan
from portal.voting.queries import has_ballots, held_vote, how_many_tests

FEWEST, MOST_OPTIONS = 2, 20


def make_vote(*, area: Area, plan: VotePlan, by: int | None, at: datetime) -> Vote:
    """A new vote with its options.

    Refuses (fields) an end before the start, an end that is past, fewer than FEWEST or more than
    MOST_OPTIONS options, the same option twice, and a number that the options cannot fill.
    """
    _check(plan)
    vote = Vote(
        area_id=area.id,
        slug=free_slug(Vote, area.id, plan.title, "vote"),
        title=plan.title,
        question=plan.question,
        question_easy=plan.question_easy or plan.question,
        used_for=plan.used_for,
        rule=plan.rule,
        most=plan.most,
        most_each=plan.most_each,
        fixed_order=plan.fixed_order,
        only_by_code=plan.only_by_code,
        for_whom=[audience.value for audience in Audience if audience in plan.for_whom],
        places=list(plan.places),
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        options=_rows(plan.options),
    )
    try:
        with db.session.begin_nested():
            db.session.add(vote)
    except IntegrityError as double:
        raise RuleBroken("There is a vote with this name already.", field="title", status=422) from double
    _record("made vote", vote, by, at, rule=vote.rule.value, options=len(vote.options))
    return vote


def change_options(*, vote: Vote, options: tuple[OptionPlan, ...], by: int, at: datetime) -> None:
    """New options in place of all the old ones. Refuses once there is a ballot, also one to try it out."""
    vote = held_vote(vote.id, alone=True)
    if has_ballots(vote):
        raise RuleBroken("Somebody has voted already. The options stay as they are.")
    check_options(options, vote.rule, vote.most)
    db.session.execute(delete(VoteOption).where(VoteOption.vote_id == vote.id))
    db.session.expire(vote, ["options"])
    db.session.add_all(_rows(options, vote_id=vote.id))
    db.session.flush()
    db.session.expire(vote, ["options"])
    _record("changed options", vote, by, at, options=len(options))


def end_voting(*, vote: Vote, by: int, at: datetime) -> None:
    """Nobody can vote any more from now. Refuses before the voting has begun and after it has ended."""
    vote = held_vote(vote.id, alone=True)
    if not vote.is_open(at):
        raise RuleBroken("This vote is not open now.")
    vote.closes_at = at
    db.session.flush()
    _record("ended voting", vote, by, at)


def wipe_practice(*, vote: Vote, by: int, at: datetime) -> int:
    """Every ballot that was only to try it out goes; returns how many. Ballots that count stay."""
    vote = held_vote(vote.id, alone=True)
    tests = (Ballot.vote_id == vote.id) & (Ballot.state == BallotState.TEST)
    gone = how_many_tests(vote)
    db.session.execute(delete(Ballot).where(tests))
    _record("wiped practice votes", vote, by, at, ballots=gone)
    return gone


def check_options(options: tuple[OptionPlan, ...], rule: VoteRule, most: int) -> None:
    """Refuse (field "options") options that cannot be voted on."""
    if not FEWEST <= len(options) <= MOST_OPTIONS:
        raise RuleBroken(
            "Write from %(least)s to %(most)s options, one on a line.",
            field="options",
            status=422,
            least=FEWEST,
            most=MOST_OPTIONS,
        )
    if len({option.title.casefold() for option in options}) < len(options):
        raise RuleBroken("The same option stands here twice.", field="options", status=422)
    if rule == VoteRule.PICK and most >= len(options):
        raise RuleBroken("Let people pick fewer than there are options.", field="most", status=422)


def _check(plan: VotePlan) -> None:
    if plan.closes_at <= plan.opens_at:
        raise RuleBroken("The vote ends before it begins.", field="closes_on", status=422)
    check_options(plan.options, plan.rule, plan.most)
    if plan.rule == VoteRule.DOTS and plan.most > plan.most_each * len(plan.options):
        raise RuleBroken("There are more dots than the options can hold.", field="most", status=422)


def _rows(options: tuple[OptionPlan, ...], **more: int) -> list[VoteOption]:
    return [
        VoteOption(
            key=f"o{number}",
            position=number,
            title=option.title,
            title_easy=option.easy or option.title,
            explanation=option.explanation,
            picture=option.picture if option.picture in PICTURES else FIRST_PICTURE,
            priority_id=option.priority_id,
            **more,
        )
        for number, option in enumerate(options, start=1)
    ]


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
