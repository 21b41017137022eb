"""Made-up paper for a vote: a pile that two people keyed and signed, and a few telephone calls."""

from collections.abc import Sequence
from datetime import datetime

from portal.accounts.queries import people_in
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.core.vocabulary import Channel
from portal.paper import actions, queries, sheet_actions, sign_actions
from portal.paper.figures import Figures, Wanted
from portal.paper.keyable import Entry
from portal.paper.models import Batch
from portal.paper.sheet_actions import Desk
from portal.places.models import Place
from portal.voting.models import Vote
from portal.voting.paper import STANDARD, VOTE_PAPER

Marks = dict[str, Entry]
# of the made-up paper: more go out than come back, and two are spoilt
UNUSED, SPOILT = 9, 2
STUCK = "Two ballots stuck together"


def plant_pile(area: Area, vote: Vote, place: Place | None, ballots: Sequence[Marks], at: datetime) -> None:
    """Paper that counts: keyed by one person, checked and signed by another, one figure put right."""
    back = len(ballots) + SPOILT
    batch = _batch(area, vote, Channel.PAPER, place, back + UNUSED, at)
    by = _person(area, Role.DATA_ENTRY)
    _key(area, batch, ballots, at)
    for figures, why in (
        (Figures(batch.handed_out, back + 1, SPOILT), ""),
        (Figures(batch.handed_out, back, SPOILT), STUCK),
    ):
        actions.change_figures(batch=batch, figures=figures, why=why, by=by, at=at)
    actions.finish_keying(batch=batch, by=by, at=at)
    _check(area, batch, at)
    for role in (Role.DATA_ENTRY, Role.OFFICER):
        sign_actions.sign(batch=batch, kind=VOTE_PAPER, by=_person(area, role), at=at)


def plant_pile_at_work(area: Area, vote: Vote, ballots: Sequence[Marks], at: datetime) -> None:
    """Paper that is still being keyed."""
    batch = _batch(area, vote, Channel.PAPER, None, len(ballots) + UNUSED, at)
    _key(area, batch, ballots, at)


def plant_calls(area: Area, vote: Vote, ballots: Sequence[Marks], at: datetime) -> None:
    """Telephone calls: each counts when it is done."""
    batch = _batch(area, vote, Channel.PHONE, None, None, at)
    _key(area, batch, ballots, at)
    actions.finish_keying(batch=batch, by=_person(area, Role.DATA_ENTRY), at=at)


def _batch(
    area: Area, vote: Vote, channel: Channel, place: Place | None, handed_out: int | None, at: datetime
) -> Batch:
    subject = VOTE_PAPER.subject(area, vote.id)
    if subject is None:
        raise LookupError(vote.id)
    name = f"{subject.name}: {dict(subject.variants)[STANDARD]}"
    title = "Phone line" if channel == Channel.PHONE else "Ballot box"
    return actions.make_batch(
        area=area,
        kind=VOTE_PAPER,
        wanted=Wanted(vote.id, STANDARD, name, title, place.id if place else None),
        channel=channel,
        handed_out=handed_out,
        by=_person(area, Role.OFFICER),
        at=at,
    )


def _key(area: Area, batch: Batch, ballots: Sequence[Marks], at: datetime) -> None:
    desk = _desk(area, batch, Role.DATA_ENTRY, at)
    for marks in ballots:
        sheet = sheet_actions.next_sheet(batch=batch, desk=desk)
        sheet_actions.save_sheet(sheet=sheet, desk=desk, typed=marks, seen_version=sheet.version, done=True)


def _check(area: Area, batch: Batch, at: datetime) -> None:
    """The officer keys the sample and sees the same."""
    desk = _desk(area, batch, Role.OFFICER, at)
    while (waiting := queries.next_to_check(batch, desk.by)) is not None:
        sheet = queries.sheet_in(batch, waiting)
        if sheet is None:
            raise LookupError(waiting)
        kept = VOTE_PAPER.entries(area, sheet.record_id)
        second = {key: entry.codes for key, entry in kept.items()}
        sheet_actions.save_second(
            sheet=sheet, desk=desk, typed=second, seen_version=sheet.version, done=True
        )


def _desk(area: Area, batch: Batch, role: Role, at: datetime) -> Desk:
    form = VOTE_PAPER.form(area, batch.subject_id, batch.variant)
    return Desk(area=area, kind=VOTE_PAPER, form=form, by=_person(area, role), at=at)


def _person(area: Area, role: Role) -> int:
    return next(one.id for one in people_in(area) if role in one.roles_in(area))
