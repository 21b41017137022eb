"""What a receipt shows of a vote: that it was taken, and no more; it cannot be taken back."""

from collections.abc import Collection

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.receipts.registry import ActKind, Look
from portal.voting.ballot_actions import PURPOSE
from portal.voting.queries import taken_in


def _look(area: Area, ids: Collection[int]) -> list[Look]:
    return [
        Look(
            subject_id=taken.id,
            title=vote.title,
            is_easy=False,
            sent_on=taken.taken_on,
            line=str(_("Your vote was taken.")),
            stays=True,
        )
        for taken, vote in taken_in(area, ids)
    ]


def _go_on(_area: Area, _taken_id: int) -> None:
    """A vote is sent whole."""


def _take_back(_area: Area, _taken_id: int) -> None:
    """Refused: nobody can find the ballot, so nobody can take it out of the count."""
    raise RuleBroken("A vote cannot be taken back. Nobody can find which one is yours.")


def _subject_of(_item_id: int) -> None:
    """Nobody writes words in a vote."""


KIND = ActKind(kind=PURPOSE, look=_look, go_on=_go_on, take_back=_take_back, subject_of=_subject_of)
