"""Two people sign a batch; with the second signature, and not before, its forms count."""

from datetime import date, datetime

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.paper.actions import record, refuse_unless, refuse_unless_it_adds_up
from portal.paper.keyable import PaperKind
from portal.paper.models import Batch, BatchState, Signature
from portal.paper.queries import held_batch, records_of


def sign(*, batch: Batch, kind: PaperKind, by: int, at: datetime) -> Batch:
    """Sign a batch in one's own name: the second of two different people makes it count.

    Refuses a batch that is not ready, figures that do not add up, and the same person twice.
    """
    batch = _ready(batch)
    if any(one.person_id == by for one in batch.standing):
        raise RuleBroken("You have signed this batch already. Somebody else must sign too.")
    return _sign(batch, kind, Signature(person_id=by), by, at)


def sign_for_outside(
    *, area: Area, batch: Batch, kind: PaperKind, outside: str, name: str, by: int, at: datetime
) -> Batch:
    """Write down that a named outside second has looked at the batch and agrees: it counts.

    Only where one person signed and nobody else did for the area's number of working days
    (rules.md, topics and comments: where a second person is needed). Refuses earlier, without a name,
    and as the first signature.
    """
    batch = _ready(batch)
    if not name.strip() or not outside:
        raise RuleBroken("Write the name of the person who looked at it.", field="name", status=422)
    day = outside_from(area, batch)
    if day is None:
        raise RuleBroken("One of you signs first.")
    if clock.local(at).date() < day:
        raise RuleBroken("Give your colleagues some more days to sign.")
    return _sign(batch, kind, Signature(person_id=by, outside=outside, name=name.strip()), by, at)


def outside_from(area: Area, batch: Batch) -> date | None:
    """The day from which an outside second may sign; None before the first signature stands."""
    if len(batch.standing) != 1:
        return None
    first = clock.local(batch.standing[0].signed_at).date()
    return area.settings.working_days_after(first, area.settings.second_days)


def _ready(batch: Batch) -> Batch:
    batch = held_batch(batch.id)
    refuse_unless(batch, BatchState.SIGNING)
    refuse_unless_it_adds_up(batch)
    return batch


def _sign(batch: Batch, kind: PaperKind, signature: Signature, by: int, at: datetime) -> Batch:
    """The batch is held: whoever signs at the same moment waits, and finds this signature."""
    signature.turn, signature.signed_at = len(batch.standing) + 1, at
    batch.signatures.append(signature)
    db.session.flush()
    record(batch, "signed paper batch", by, at, turn=signature.turn, outside=signature.outside or "")
    if signature.turn == 2:
        kind.count(records=records_of(batch), at=at)
        batch.state = BatchState.COUNTED
        record(batch, "counted paper batch", by, at)
    return batch
