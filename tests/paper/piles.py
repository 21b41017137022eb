"""Makers for tests of paper: a batch of Liverpool's parents' survey, keyed, checked and signed."""

import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Channel, Mode
from portal.paper import actions, queries, sheet_actions, sign_actions
from portal.paper.figures import Figures, Wanted
from portal.paper.keyable import Entry
from portal.paper.models import Batch, Sheet
from portal.paper.sheet_actions import Desk
from portal.surveys.responses.models import Response
from portal.surveys.responses.paper import SURVEY_PAPER
from tests.planting import area_called, open_wave_of

Typed = dict[str, Entry]
FULL: Typed = {
    "about.plan": Entry(("ehcp",)),
    "plan.heard": Entry(("agree-lot",)),
    "open.best": Entry(words="Our school nurse listens."),
}


def desk(by: int, batch: Batch) -> Desk:
    """Where somebody keys this batch now."""
    area = area_called("liverpool")
    form = SURVEY_PAPER.form(area, batch.subject_id, batch.variant)
    return Desk(area=area, kind=SURVEY_PAPER, form=form, by=by, at=clock.now())


def planted(
    *,
    handed_out: int | None = 10,
    channel: Channel = Channel.PAPER,
    survey: str = "parents-and-carers",
    variant: Mode = Mode.STANDARD,
    place_id: int | None = None,
) -> int:
    """The id of a committed batch."""
    with transaction():
        wave = open_wave_of("liverpool", survey)
        wanted = Wanted(wave.id, variant, wave.title, "Coffee morning", place_id)
        return actions.make_batch(
            area=area_called("liverpool"),
            kind=SURVEY_PAPER,
            wanted=wanted,
            channel=channel,
            handed_out=handed_out,
            by=None,
            at=clock.now(),
        ).id


def batch_of(batch_id: int) -> Batch:
    """The batch as it is now."""
    batch = queries.batch_in(area_called("liverpool"), batch_id)
    assert batch is not None
    return batch


def keyed(batch_id: int, by: int, *typed: Typed, done: bool = True) -> list[int]:
    """The ids of one more sheet for each of these, keyed by somebody."""
    ids = []
    for one in typed:
        with transaction():
            batch = batch_of(batch_id)
            sheet = sheet_actions.next_sheet(batch=batch, desk=desk(by, batch))
            sheet_actions.save_sheet(
                sheet=sheet, desk=desk(by, batch), typed=one, seen_version=sheet.version, done=done
            )
            ids.append(sheet.id)
    return ids


def sheet_of(batch_id: int, sheet_id: int) -> Sheet:
    """The sheet as it is now."""
    sheet = queries.sheet_in(batch_of(batch_id), sheet_id)
    assert sheet is not None
    return sheet


def finished(batch_id: int, by: int, returned: int, spoilt: int = 0) -> None:
    """The figures are in and every form is keyed."""
    with transaction():
        batch = batch_of(batch_id)
        figures = Figures(batch.handed_out, returned, spoilt)
        actions.change_figures(batch=batch, figures=figures, why="", by=by, at=clock.now())
        actions.finish_keying(batch=batch, by=by, at=clock.now())


def as_second(typed: Typed) -> dict[str, tuple[str, ...]]:
    """What a second keyer sends who sees the same."""
    return {key: entry.codes or (sheet_actions.SAME,) for key, entry in typed.items()}


def checked(batch_id: int, by: int, second: dict[str, tuple[str, ...]]) -> None:
    """A second person keys everything that waits for them."""
    while True:
        with transaction():
            batch = batch_of(batch_id)
            waiting = queries.next_to_check(batch, by)
            if waiting is None:
                return
            sheet = sheet_of(batch_id, waiting)
            sheet_actions.save_second(
                sheet=sheet, desk=desk(by, batch), typed=second, seen_version=sheet.version, done=True
            )


def signed(batch_id: int, *people: int) -> None:
    """These people sign, one after the other."""
    for by in people:
        with transaction():
            sign_actions.sign(batch=batch_of(batch_id), kind=SURVEY_PAPER, by=by, at=clock.now())


def states() -> set[str]:
    """The states of all responses."""
    db.session.rollback()
    return set(db.session.scalars(sa.select(Response.state)))
