"""The receipt of a vote: it says that a vote was taken, and nobody can find the ballot from it."""

from datetime import datetime

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.receipts.actions import give_receipt
from portal.receipts.models import Receipt
from portal.voting.ballot_actions import PURPOSE
from portal.voting.models import Vote, VoteTaken


def take_receipt(*, area: Area, vote: Vote, words: tuple[str, ...], at: datetime) -> Receipt:
    """A receipt under these words. The caller knows from the device only that somebody voted."""
    taken = VoteTaken(vote_id=vote.id, taken_on=clock.local(at).date())
    db.session.add(taken)
    db.session.flush()
    given = give_receipt(area=area, kind=PURPOSE, subject_id=taken.id, words=words, at=at)
    if given is None:
        raise RuleBroken("You have a code for this vote already.")
    return given
