"""Casting a ballot: one transaction in which the code is used, the choices are checked and it is kept.

A family's act: no audit row, no time, and nothing that joins the ballot to a code or a device.
"""

from collections.abc import Mapping
from datetime import datetime

from portal.codes.actions import use_code
from portal.codes.models import CodeState
from portal.core import keys
from portal.core.db import db, insert_once, random_id
from portal.core.deployment import secret_key
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience
from portal.voting.models import Ballot, BallotSent, BallotState, Vote, VoteChannel, VoteRule
from portal.voting.queries import held_vote

PURPOSE = "vote"
TOO_EARLY = "This vote is not open yet."
TOO_LATE = "This vote has ended. Your choices were not counted."
NEEDS_CODE = "For this vote you need a code. Type the three words of your card."


def cast_ballot(
    *,
    vote: Vote,
    choices: Mapping[str, int],
    channel: VoteChannel,
    once: str,
    at: datetime,
    place_id: int | None = None,
    audience: Audience | None = None,
    code: tuple[str, ...] | None = None,
) -> bool:
    """Keep one ballot; False when this filled-in page (`once`) was sent before, and then nothing changes.

    Refuses before opening and from the closing moment on; choices that break the rule (field "choice");
    a missing, unknown, used or void code (field "code"). A test code makes a ballot that never counts.
    """
    vote = held_vote(vote.id, alone=False)
    refuse_unless_open(vote, at)
    checked = check_choices(vote, choices)
    if vote.only_by_code and code is None:
        raise RuleBroken(NEEDS_CODE, field="code", status=422)
    if not insert_once(BallotSent, {"id": random_id(), "vote_id": vote.id, "hash": _hash(once)}, "hash"):
        return False
    used = use_code(words=code, purpose=PURPOSE, subject_id=vote.id) if code else None
    ballot = Ballot(
        vote_id=vote.id,
        rule=vote.rule,
        choices=checked,
        channel=channel,
        place_id=place_id,
        audience=audience,
        by_code=code is not None,
        state=BallotState.TEST if used == CodeState.TEST else BallotState.COUNTED,
        record_key=new_record_key(),
    )
    db.session.add(ballot)
    db.session.flush()
    return True


def practise(*, vote: Vote, choices: Mapping[str, int], channel: VoteChannel, at: datetime) -> None:
    """Keep a ballot that only tries it out: it never counts, and goes when staff wipe it.

    Before the opening too. Refuses from the closing moment on, and choices that break the rule.
    """
    vote = held_vote(vote.id, alone=False)
    if vote.is_closed or vote.has_ended(at):
        raise RuleBroken(TOO_LATE)
    ballot = Ballot(
        vote_id=vote.id,
        rule=vote.rule,
        choices=check_choices(vote, choices),
        channel=channel,
        by_code=False,
        state=BallotState.TEST,
        record_key=new_record_key(),
    )
    db.session.add(ballot)
    db.session.flush()


def check_choices(vote: Vote, choices: Mapping[str, int]) -> dict[str, int]:
    """The choices as they are kept: nothings left out, ranks without gaps. Empty is a blank ballot.

    Refuses (field "choice") options that this vote does not have, and more than its rule allows.
    """
    chosen = {key: number for key, number in choices.items() if number}
    known = {option.key for option in vote.options}
    if not known.issuperset(chosen) or any(number < 0 for number in chosen.values()):
        raise RuleBroken("Choose from the options on the page.", field="choice", status=422)
    if vote.rule == VoteRule.RANKING:
        if len(set(chosen.values())) < len(chosen):
            raise RuleBroken("Give each place to one option only.", field="choice", status=422)
        return {key: place for place, key in enumerate(sorted(chosen, key=chosen.__getitem__), start=1)}
    if vote.rule == VoteRule.PICK:
        return _picked(vote, chosen)
    return _dotted(vote, chosen)


def _picked(vote: Vote, chosen: dict[str, int]) -> dict[str, int]:
    if len(chosen) > vote.most:
        raise RuleBroken(
            "You picked %(count)s. Pick %(most)s or fewer.",
            field="choice",
            status=422,
            count=len(chosen),
            most=vote.most,
        )
    if any(number != 1 for number in chosen.values()):
        raise RuleBroken("You can pick each option once.", field="choice", status=422)
    return chosen


def _dotted(vote: Vote, chosen: dict[str, int]) -> dict[str, int]:
    if sum(chosen.values()) > vote.most:
        raise RuleBroken("You have %(most)s dots in all.", field="choice", status=422, most=vote.most)
    if any(number > vote.most_each for number in chosen.values()):
        raise RuleBroken(
            "You can put up to %(most)s dots on one option.",
            field="choice",
            status=422,
            most=vote.most_each,
        )
    return chosen


def refuse_unless_open(vote: Vote, at: datetime) -> None:
    """Refuse a ballot before the opening moment and from the closing moment on."""
    if at < vote.opens_at:
        raise RuleBroken(TOO_EARLY)
    if vote.is_closed or vote.has_ended(at):
        raise RuleBroken(TOO_LATE)


def _hash(once: str) -> str:
    return keys.keyed_hash(keys.derive(secret_key(), "ballots sent"), once)
