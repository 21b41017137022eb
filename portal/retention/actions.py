"""Delete what is past its time, in batches, and write into the audit what went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, update

from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.codes.actions import forget_old_words
from portal.core import audit, clock
from portal.core.db import db, in_batches, reading, transaction
from portal.core.deployment import exports_folder
from portal.exports.actions import remove_files, remove_strays
from portal.exports.queries import kept_files, may_still_leave
from portal.receipts.actions import forget_receipts, forget_words
from portal.receipts.telling.actions import forget_unconfirmed, forget_wishes
from portal.retention.queries import DUE, due_ids, exports_by_id, items_by_id, responses_by_id
from portal.safeguarding.models import Alert, CallBack
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Answer

WISHES_KEPT = timedelta(days=3)


@dataclass(frozen=True)
class Gone:
    """How many of one kind in one area went (or would go), and from before which day."""

    area: str
    kind: str
    before: date
    count: int


def carry_out_retention(*, at: datetime, dry_run: bool) -> list[Gone]:
    """Every kind in every area; a dry run only counts. Running it again finds nothing more."""
    gone = [
        _carry_out(area_id, slug, kind, days, at, dry_run=dry_run)
        for area_id, slug, retention in _areas()
        for kind, days in retention.items()
        if kind in DUE
    ]
    if not dry_run:
        _forget_card_words(at)
        with transaction():
            # the worker takes wishes up within seconds: one that is days old has no receipt or no worker
            forget_wishes(before=clock.local(at).date() - WISHES_KEPT)
        _forget_files(at)
    return gone


def _forget_card_words(at: datetime) -> None:
    """Words of cards that nobody printed in time: a fixed number of days, not a setting."""
    for area_id, _slug, _retention in _areas():
        with transaction():
            forget_old_words(area=db.session.get_one(Area, area_id), at=at)


def _forget_files(at: datetime) -> None:
    """Files with words that may not leave any more, and what a killed worker left behind."""
    for area_id, _slug, _retention in _areas():
        with transaction():
            area = db.session.get_one(Area, area_id)
            stale = [one for one in kept_files(area) if not may_still_leave(area, one)]
            remove_files(exports=stale, folder=exports_folder(), at=at)
    with reading():
        remove_strays(folder=exports_folder(), at=at)


def _areas() -> list[tuple[int, str, dict[str, int]]]:
    return [(area.id, area.slug, area.settings.retention_days) for area in all_areas()]


def _carry_out(area_id: int, slug: str, kind: str, days: int, at: datetime, *, dry_run: bool) -> Gone:
    before = clock.local(at).date() - timedelta(days=days)
    ids = due_ids(kind, db.session.get_one(Area, area_id), before)
    gone = Gone(slug, kind, before, len(ids))
    if dry_run or not ids:
        return gone
    for batch in in_batches(len(ids)):
        with transaction():
            _forget(kind, [ids[place] for place in batch], at)
    with transaction():
        audit.record(
            act="carried out retention",
            by=None,
            area=area_id,
            at=at,
            subject=(kind, None),
            before=before.isoformat(),
            count=len(ids),
        )
    return gone


def _forget(kind: str, ids: list[int], at: datetime) -> None:
    if kind == "export files":
        remove_files(exports=exports_by_id(ids), folder=exports_folder(), at=at)
    else:
        FORGET[kind](ids)


def _forget_responses(ids: list[int]) -> None:
    for response in responses_by_id(ids):
        take_back(response=response)


def _forget_feedback(ids: list[int]) -> None:
    # the answer stays and still counts: only its words have gone
    db.session.execute(update(Answer).where(Answer.feedback_item_id.in_(ids)).values(feedback_item_id=None))
    for item in items_by_id(ids):
        # an answer to a note may have gone with the words that the note was about
        if item in db.session:
            forget_words(item=item)


def _forget_alerts(ids: list[int]) -> None:
    db.session.execute(delete(Alert).where(Alert.id.in_(ids)))


def _forget_call_backs(ids: list[int]) -> None:
    db.session.execute(delete(CallBack).where(CallBack.id.in_(ids)))


FORGET: dict[str, Callable[[list[int]], None]] = {
    "unfinished answers": _forget_responses,
    "responses": _forget_responses,
    "feedback": _forget_feedback,
    "alerts": _forget_alerts,
    "call-back requests": _forget_call_backs,
    "unconfirmed email addresses": lambda ids: forget_unconfirmed(ids=ids),
    "empty receipts": lambda ids: forget_receipts(ids=ids),
}
