"""Delete what is past its time, in batches, and write into the audit what went."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, update

from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.codes.actions import forget_old_words
from portal.core import audit, clock
from portal.core.db import db, in_batches, transaction
from portal.retention.queries import DUE, due_ids, items_by_id, responses_by_id
from portal.safeguarding.models import Alert, CallBack
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Answer


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
    return gone


def _forget_card_words(at: datetime) -> None:
    """Words of cards that nobody printed in time: a fixed number of days, not a setting."""
    for area_id, _slug, _retention in _areas():
        with transaction():
            forget_old_words(area=db.session.get_one(Area, area_id), at=at)


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
            _forget(kind, [ids[place] for place in batch])
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


def _forget(kind: str, ids: list[int]) -> None:
    if kind in {"responses", "unfinished answers"}:
        for response in responses_by_id(ids):
            take_back(response=response)
    elif kind == "feedback":
        # the answer stays and still counts: only its words have gone
        db.session.execute(
            update(Answer).where(Answer.feedback_item_id.in_(ids)).values(feedback_item_id=None)
        )
        for item in items_by_id(ids):
            db.session.delete(item)
    else:
        model = Alert if kind == "alerts" else CallBack
        db.session.execute(delete(model).where(model.id.in_(ids)))
