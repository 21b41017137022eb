"""Every write of a whole batch: make it, its figures, the end of keying, opening it again, giving it up."""

import secrets
from datetime import datetime
from math import ceil
from random import Random

from sqlalchemy import update

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel
from portal.paper.figures import Figures, Wanted
from portal.paper.keyable import PaperKind
from portal.paper.models import Batch, BatchState, Change, Sheet, SheetState
from portal.paper.queries import counts_in, held_batch, left_to_check, numbers_of, records_of

LARGEST = 100_000
FEWEST_CHECKED = 3
# SQLite takes 32,766 values in one question
MARKED_AT_ONCE = 10_000
NOT_WAITING = "This batch is not being keyed now. Open it again first."


def make_batch(
    *,
    area: Area,
    kind: PaperKind,
    wanted: Wanted,
    channel: Channel,
    handed_out: int | None,
    by: int | None,
    at: datetime,
) -> Batch:
    """A batch of paper, or of telephone calls (`handed_out` None). Refuses paper without a number."""
    _check_figures(Figures(handed_out), is_paper=channel == Channel.PAPER)
    batch = Batch(
        area_id=area.id,
        purpose=kind.purpose,
        subject_id=wanted.subject_id,
        variant=wanted.variant,
        name=wanted.name,
        title=wanted.title,
        place_id=wanted.place_id,
        channel=channel,
        handed_out=handed_out,
        check_percent=area.settings.paper_check_percent,
        seed=secrets.randbits(31),
        state=BatchState.KEYING,
        made_by=by,
        made_at=at,
    )
    db.session.add(batch)
    db.session.flush()
    record(batch, "made paper batch", by, at, handed_out=handed_out)
    return batch


def change_figures(*, batch: Batch, figures: Figures, why: str, by: int, at: datetime) -> None:
    """Count anew what went out, came back and is spoilt; the old figures are kept with who and why.

    Refuses more forms back than were handed out, more spoilt than came back, fewer than are keyed
    already, and a figure that was there before without a reason.
    """
    batch = held_batch(batch.id)
    refuse_unless(batch, BatchState.KEYING)
    _check_figures(figures, is_paper=batch.is_paper)
    keyed = sum(counts_in(batch).values())
    if figures.returned is not None and keyed > figures.returned - (figures.spoilt or 0):
        raise RuleBroken(f"{keyed} forms are keyed already. Check the numbers.", "returned", status=422)
    before = {name: getattr(batch, name) for name in vars(figures)}
    changed = {name: value for name, value in vars(figures).items() if value != before[name]}
    if any(before[name] is not None for name in changed) and not why:
        raise RuleBroken("Say why the number changes.", field="why", status=422)
    for name, value in changed.items():
        if before[name] is not None:
            note_change(batch, what=name, before=before[name], after=value, why=why, by=by, at=at)
        setattr(batch, name, value)
    db.session.flush()
    record(batch, "counted paper", by, at, **changed)


def _check_figures(figures: Figures, *, is_paper: bool) -> None:
    if is_paper != (figures.handed_out is not None):
        raise RuleBroken(
            "Write how many forms you hand out." if is_paper else "A call has no forms to hand out.",
            field="handed_out",
            status=422,
        )
    for name, value in vars(figures).items():
        if value is not None and not 0 <= value <= LARGEST:
            raise RuleBroken(f"Write a number from 0 to {LARGEST}.", field=name, status=422)
    out, back, spoilt = figures.handed_out, figures.returned, figures.spoilt
    if back is not None and (out is None or back > out):
        raise RuleBroken(
            "More forms came back than were handed out. Check both numbers.", "returned", status=422
        )
    if spoilt is not None and (back is None or spoilt > back):
        raise RuleBroken("More forms are spoilt than came back. Check both numbers.", "spoilt", status=422)


def finish_keying(*, batch: Batch, by: int, at: datetime) -> None:
    """Every form is keyed: draw the sheets that a second person keys, by the seed of the batch.

    Refuses figures that are missing or do not add up, and a sheet that is only part-filled. Telephone
    calls count one by one already, so their batch is simply over.
    """
    batch = held_batch(batch.id)
    refuse_unless(batch, BatchState.KEYING)
    if counts_in(batch).get(SheetState.STARTED):
        raise RuleBroken("A form is only part-filled. Finish it, or take it out.")
    if not batch.is_paper:
        batch.state = BatchState.COUNTED
    else:
        refuse_unless_it_adds_up(batch)
        _draw_sample(batch)
        batch.state = BatchState.CHECKING
        move_on(batch)
    record(batch, "finished keying", by, at, percent=batch.check_percent, seed=batch.seed)


def refuse_unless_it_adds_up(batch: Batch) -> None:
    """Refuse (RuleBroken) while returned, less spoilt, is not what is keyed."""
    if batch.returned is None or batch.spoilt is None:
        raise RuleBroken("Write how many forms came back and how many are spoilt.")
    keyed, expected = sum(counts_in(batch).values()), batch.returned - batch.spoilt
    if keyed != expected:
        raise RuleBroken(f"{keyed} forms are keyed, but {expected} came back and can be read.")


def _draw_sample(batch: Batch) -> None:
    numbers = numbers_of(batch)
    own = Sheet.batch_id == batch.id
    if batch.check_percent >= 100:
        db.session.execute(update(Sheet).where(own).values(in_sample=True))
        return
    size = min(len(numbers), max(FEWEST_CHECKED, ceil(len(numbers) * batch.check_percent / 100)))
    # not a secret: whoever has the seed can draw the same sheets again
    chosen = Random(batch.seed).sample(numbers, size)  # noqa: S311
    db.session.execute(update(Sheet).where(own).values(in_sample=False))
    for start in range(0, size, MARKED_AT_ONCE):
        some = Sheet.number.in_(chosen[start : start + MARKED_AT_ONCE])
        db.session.execute(update(Sheet).where(own, some).values(in_sample=True))


def check_every_sheet(*, batch: Batch, by: int, at: datetime) -> None:
    """The sample showed too many slips: a second person keys every sheet."""
    batch = held_batch(batch.id)
    refuse_unless(batch, BatchState.CHECKING)
    note_change(
        batch,
        what="check_percent",
        before=batch.check_percent,
        after=100,
        why="check every sheet",
        by=by,
        at=at,
    )
    batch.check_percent = 100
    _draw_sample(batch)
    record(batch, "checks every sheet", by, at)


def move_on(batch: Batch) -> None:
    """Once nothing of the sample is left to check or settle, the batch waits to be signed."""
    db.session.flush()
    if batch.state == BatchState.CHECKING and not left_to_check(batch):
        batch.state = BatchState.SIGNING


def open_again(*, batch: Batch, kind: PaperKind, why: str, by: int, at: datetime) -> None:
    """Back to keying, to put something right: signatures are taken back and the forms stop counting.

    Refuses without a reason, and for a batch that is being keyed or was given up.
    """
    batch = held_batch(batch.id)
    if batch.state in (BatchState.KEYING, BatchState.STOPPED):
        raise RuleBroken("This batch cannot be opened again.")
    before = batch.state
    _refuse_without(why)
    if batch.is_paper and before == BatchState.COUNTED:
        kind.uncount(records=records_of(batch), at=at)
    for signature in batch.standing:
        signature.taken_back_at = at
    batch.state = BatchState.KEYING
    note_change(batch, what="state", before=before, after=batch.state, why=why, by=by, at=at)
    record(batch, "opened paper batch again", by, at, was=before)


def give_up(*, batch: Batch, why: str, by: int, at: datetime) -> None:
    """The batch never counts; what is keyed stays until its retention ends. Refuses one that counts."""
    batch = held_batch(batch.id)
    if batch.state in (BatchState.COUNTED, BatchState.STOPPED) or not batch.is_paper:
        raise RuleBroken("This batch cannot be given up.")
    _refuse_without(why)
    before, batch.state = batch.state, BatchState.STOPPED
    note_change(batch, what="state", before=before, after=batch.state, why=why, by=by, at=at)
    record(batch, "gave up paper batch", by, at)


def refuse_unless(batch: Batch, state: BatchState) -> None:
    """Refuse (RuleBroken) a batch that stands elsewhere, and say where."""
    if batch.state != state:
        raise RuleBroken(
            NOT_WAITING if state == BatchState.KEYING else "Somebody has moved this batch on meanwhile."
        )


def _refuse_without(why: str) -> None:
    if not why:
        raise RuleBroken("Say why.", field="why", status=422)


def note_change(
    batch: Batch,
    *,
    what: str,
    before: object,
    after: object,
    why: str,
    by: int,
    at: datetime,
    sheet_number: int | None = None,
) -> None:
    """Keep the old figure beside the new one, with who and why."""
    change = Change(
        batch_id=batch.id,
        sheet_number=sheet_number,
        what=what,
        before="" if before is None else str(before),
        after="" if after is None else str(after),
        why=why,
        by=by,
        at=at,
    )
    db.session.add(change)


def record(batch: Batch, act: str, by: int | None, at: datetime, **details: object) -> None:
    """One row of the audit about a batch."""
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=batch.area_id,
        at=at,
        subject=("paper batch", batch.id),
        name=batch.title,
        **details,
    )
