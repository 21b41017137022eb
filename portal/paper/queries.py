"""Every read of batches, sheets and what was changed in them."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.paper.models import Batch, BatchState, Change, Sheet, SheetState

Counts = dict[SheetState, int]
SHOWN_CHANGES = 100


def batch_in(area: Area, batch_id: int) -> Batch | None:
    """A batch of this area with its place and signatures."""
    rows = select(Batch).where(Batch.area_id == area.id, Batch.id == batch_id)
    return db.session.scalar(rows.options(joinedload(Batch.place), selectinload(Batch.signatures)))


def held_batch(batch_id: int) -> Batch:
    """A batch read anew, and held until the commit: of two who change it one waits and sees."""
    rows = select(Batch).where(Batch.id == batch_id).with_for_update(of=Batch)
    rows = rows.options(selectinload(Batch.signatures)).execution_options(populate_existing=True)
    return db.session.scalars(rows).one()


def page_of_batches(area: Area, number: int) -> Page[Batch]:
    """The batches of an area, the newest first, with their places."""
    rows = select(Batch).where(Batch.area_id == area.id).options(joinedload(Batch.place))
    return page_of(rows.order_by(Batch.made_at.desc(), Batch.id.desc()), number)


def batches_of_subject(area: Area, purpose: str, subject_id: int) -> list[Batch]:
    """Every batch for one thing, the oldest first, with their places."""
    rows = select(Batch).where(
        Batch.area_id == area.id, Batch.purpose == purpose, Batch.subject_id == subject_id
    )
    rows = rows.options(joinedload(Batch.place)).order_by(Batch.made_at, Batch.id)
    return list(db.session.scalars(rows))


def unsigned_paper(area: Area, purpose: str, subject_id: int) -> list[Batch]:
    """The batches of paper of one thing that came back or may come back, and that two have not signed."""
    over = {BatchState.COUNTED, BatchState.STOPPED}
    found = batches_of_subject(area, purpose, subject_id)
    return [one for one in found if one.is_paper and one.state not in over]


def counts_of(batch_ids: Collection[int]) -> dict[int, Counts]:
    """How many sheets of each batch stand in each state; a state that no sheet has is left out."""
    rows = db.session.execute(
        select(Sheet.batch_id, Sheet.state, func.count())
        .where(Sheet.batch_id.in_(batch_ids))
        .group_by(Sheet.batch_id, Sheet.state)
        .order_by(Sheet.batch_id, Sheet.state)
    )
    found: dict[int, Counts] = {}
    for batch_id, state, count in rows:
        found.setdefault(batch_id, {})[SheetState(state)] = count
    return found


def counts_in(batch: Batch) -> Counts:
    """How many sheets of one batch stand in each state."""
    return counts_of([batch.id]).get(batch.id, {})


def left_to_check(batch: Batch) -> Counts:
    """How many sheets of the sample are not checked yet, and how many of all are not settled, by state.

    A sheet that differs is settled even when a sample that was drawn anew has left it out.
    """
    waits = (Sheet.state == SheetState.KEYED) & Sheet.in_sample.is_(True)
    rows = db.session.execute(
        select(Sheet.state, func.count())
        .where(Sheet.batch_id == batch.id, waits | (Sheet.state == SheetState.DIFFERS))
        .group_by(Sheet.state)
        .order_by(Sheet.state)
    )
    return {SheetState(state): count for state, count in rows}


def next_to_check(batch: Batch, person_id: int) -> int | None:
    """The id of a sheet of the sample that this person may check, None when there is none."""
    rows = select(Sheet.id).where(
        _in_sample(batch),
        Sheet.state == SheetState.KEYED,
        Sheet.started_by != person_id,
        Sheet.first_by != person_id,
    )
    return db.session.scalar(rows.order_by(Sheet.number).limit(1))


def next_to_settle(batch: Batch) -> int | None:
    """The id of a sheet whose differences wait to be settled, None when there is none."""
    rows = select(Sheet.id).where(Sheet.batch_id == batch.id, Sheet.state == SheetState.DIFFERS)
    return db.session.scalar(rows.order_by(Sheet.number).limit(1))


def _in_sample(batch: Batch) -> ColumnElement[bool]:
    return (Sheet.batch_id == batch.id) & Sheet.in_sample.is_(True)


def sheet_in(batch: Batch, sheet_id: int) -> Sheet | None:
    """One sheet of this batch."""
    return db.session.scalar(select(Sheet).where(Sheet.batch_id == batch.id, Sheet.id == sheet_id))


def held_sheet(sheet_id: int) -> Sheet | None:
    """A sheet read anew, and held until the commit; None when it was taken out meanwhile."""
    rows = select(Sheet).where(Sheet.id == sheet_id).with_for_update()
    return db.session.scalar(rows.execution_options(populate_existing=True))


def page_of_sheets(batch: Batch, number: int) -> Page[Sheet]:
    """The sheets of a batch by their number."""
    return page_of(select(Sheet).where(Sheet.batch_id == batch.id).order_by(Sheet.number), number)


def untouched_sheet(batch: Batch, person_id: int) -> Sheet | None:
    """The sheet that this person has begun and never saved: a button pressed twice gives the same."""
    rows = select(Sheet).where(
        Sheet.batch_id == batch.id,
        Sheet.state == SheetState.STARTED,
        Sheet.started_by == person_id,
        Sheet.version == 1,
    )
    return db.session.scalar(rows.order_by(Sheet.number).limit(1))


def last_number(batch: Batch) -> int:
    """The highest number of a sheet, 0 without any."""
    return db.session.scalar(select(func.max(Sheet.number)).where(Sheet.batch_id == batch.id)) or 0


def numbers_of(batch: Batch) -> list[int]:
    """The numbers of every sheet, in order."""
    rows = select(Sheet.number).where(Sheet.batch_id == batch.id)
    return list(db.session.scalars(rows.order_by(Sheet.number)))


def records_of(batch: Batch) -> Select[int]:
    """The record ids of a whole batch, as a select to put into another statement."""
    return select(Sheet.record_id).where(Sheet.batch_id == batch.id)


def record_of(sheet: Sheet) -> Select[int]:
    """The record id of one sheet, as a select."""
    return select(Sheet.record_id).where(Sheet.id == sheet.id)


def changes_of(batch: Batch) -> list[Change]:
    """The latest changes with their old figures, newest first, at most SHOWN_CHANGES."""
    rows = select(Change).where(Change.batch_id == batch.id)
    return list(db.session.scalars(rows.order_by(Change.id.desc()).limit(SHOWN_CHANGES)))


def batches_waiting(area: Area) -> dict[BatchState, int]:
    """How many batches of an area wait in each state."""
    rows = db.session.execute(
        select(Batch.state, func.count())
        .where(Batch.area_id == area.id)
        .group_by(Batch.state)
        .order_by(Batch.state)
    )
    return {BatchState(state): count for state, count in rows}
