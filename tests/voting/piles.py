"""Makers for tests: piles of paper ballots for a vote, keyed, checked and signed by two."""

from portal.core import clock
from portal.core.vocabulary import Channel
from portal.paper import actions, queries, sheet_actions, sign_actions
from portal.paper.figures import Figures, Wanted
from portal.paper.keyable import Entry
from portal.paper.models import Batch
from portal.paper.sheet_actions import Desk
from portal.voting.models import Vote
from portal.voting.paper import VOTE_PAPER
from tests.planting import area_called

Marks = dict[str, Entry]


def picked(*keys: str) -> Marks:
    """A ballot with crosses at these options."""
    return {"choice": Entry(keys)}


def a_pile(vote: Vote, handed_out: int | None = 10, channel: Channel = Channel.PAPER) -> Batch:
    """A new batch of ballots; or of telephone calls."""
    return actions.make_batch(
        area=area_called("liverpool"),
        kind=VOTE_PAPER,
        wanted=Wanted(vote.id, "standard", vote.title, "Coffee morning", None),
        channel=channel,
        handed_out=handed_out if channel == Channel.PAPER else None,
        by=None,
        at=clock.now(),
    )


def desk(batch: Batch, by: int) -> Desk:
    """Where somebody keys this batch now."""
    area = area_called("liverpool")
    form = VOTE_PAPER.form(area, batch.subject_id, batch.variant)
    return Desk(area=area, kind=VOTE_PAPER, form=form, by=by, at=clock.now())


def key(batch: Batch, by: int, *ballots: Marks) -> None:
    """Key these ballots, one after the other."""
    for marks in ballots:
        sheet = sheet_actions.next_sheet(batch=batch, desk=desk(batch, by))
        sheet_actions.save_sheet(
            sheet=sheet, desk=desk(batch, by), typed=marks, seen_version=sheet.version, done=True
        )


def finish(batch: Batch, by: int, second: int, returned: int, spoilt: int = 0) -> None:
    """The figures are in; a second person sees every ballot as the first did."""
    figures = Figures(batch.handed_out, returned, spoilt)
    actions.change_figures(batch=batch, figures=figures, why="", by=by, at=clock.now())
    actions.finish_keying(batch=batch, by=by, at=clock.now())
    area = area_called("liverpool")
    while waiting := queries.next_to_check(batch, second):
        sheet = queries.sheet_in(batch, waiting)
        assert sheet is not None
        again = {name: one.codes for name, one in VOTE_PAPER.entries(area, sheet.record_id).items()}
        sheet_actions.save_second(
            sheet=sheet, desk=desk(batch, second), typed=again, seen_version=sheet.version, done=True
        )


def sign(batch: Batch, *people: int) -> None:
    """These people sign, one after the other."""
    for by in people:
        sign_actions.sign(batch=batch, kind=VOTE_PAPER, by=by, at=clock.now())
