"""Every write of imports: begin, stage in batches, put in as one step, drop."""

import re
import zlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, update

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import changed_one, db
from portal.core.errors import RuleBroken
from portal.core.worker.actions import start_alone
from portal.core.worker.models import Job
from portal.local_offer.directory import changes
from portal.local_offer.directory.details import FIELDS, public_id
from portal.local_offer.directory.models import HERE, Organisation, Service, ServiceStatus
from portal.local_offer.importing import queries, swapping
from portal.local_offer.importing.judging import Judged, values_of
from portal.local_offer.importing.models import (
    ImportKind,
    ImportState,
    ServiceImport,
    StagedService,
    Verdict,
)
from portal.local_offer.importing.parsed import Parsed

JOB = "directory import"
BATCH = 500
OVERTAKEN = "This import is not waiting any more."


def begin_import(
    *, area: Area, kind: ImportKind, title: str, address: str, content: bytes | None, by: int, at: datetime
) -> ServiceImport:
    """A new import; of a table, its columns are named next. Refuses a feed called like our own entries."""
    source = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
    if not source or source == HERE:
        raise RuleBroken("Give the feed a name of its own.", field="title", status=422)
    begun = ServiceImport(
        area_id=area.id,
        kind=kind,
        source=source,
        title=title,
        address=address,
        content=zlib.compress(content, 1) if content is not None else None,
        mapping={},
        state=ImportState.MAPPING if kind == ImportKind.CSV else ImportState.READING,
        counts={},
        made_by=by,
        made_at=at,
    )
    db.session.add(begun)
    db.session.flush()
    _record("began directory import", begun, by, at)
    return begun


def start_reading(*, found: ServiceImport, mapping: dict[str, str], by: int, at: datetime) -> Job:
    """Let the worker read it; nothing of the directory changes. Refuses (409) while another import runs."""
    if found.state not in {ImportState.MAPPING, ImportState.READING} or found.job_id is not None:
        raise RuleBroken(OVERTAKEN)
    found.mapping, found.state = mapping, ImportState.READING
    return _start(found, "read", by, at)


def start_putting_in(*, found: ServiceImport, by: int, at: datetime) -> Job:
    """Let the worker put what was read into the directory. Refuses one that is not ready."""
    if found.state != ImportState.READY:
        raise RuleBroken(OVERTAKEN)
    return _start(found, "put in", by, at)


def _start(found: ServiceImport, step: str, by: int, at: datetime) -> Job:
    details = {"import": found.id, "step": step}
    job = start_alone(kind=JOB, title=found.title, area=found.area_id, by=by, at=at, details=details)
    found.job_id = job.id
    db.session.flush()
    return job


def clear_leftovers(*, found: ServiceImport) -> None:
    """Older imports of the area that were never put in are dropped: what they compared with has changed.

    What they staged goes by `clear_staged`.
    """
    old = queries.leftover_ids(found.area_id, found.id)
    given_up = update(ServiceImport).where(ServiceImport.id.in_(old))
    db.session.execute(given_up.values(state=ImportState.DROPPED, content=None))


def as_staged(
    *,
    import_id: int,
    area_slug: str,
    source: str,
    rows: list[tuple[Parsed, Judged]],
    refused: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """What `stage` keeps of a batch: accepted ones with their verdict, refused ones with why.

    Made before the transaction, in which families would wait for it.
    """
    values = [
        {
            "import_id": import_id,
            "source_key": parsed.key,
            "public_id": public_id(area_slug, source, parsed.key),
            "name": parsed.details.name,
            "verdict": judged.verdict,
            "reason": "kept" if judged.kept else "",
            "values": values_of(parsed),
            "organisation": parsed.organisation,
            "checked_on": parsed.checked_on,
            "differs": judged.differs,
            "kept": judged.kept,
        }
        for parsed, judged in rows
    ]
    nothing: dict[str, Any] = {
        "public_id": "",
        "values": {},
        "organisation": {},
        "checked_on": "",
        "differs": [],
        "kept": [],
    }
    return [
        *values,
        *({"import_id": import_id, "verdict": Verdict.REFUSED, **nothing, **one} for one in refused),
    ]


def stage(*, values: list[dict[str, Any]]) -> None:
    """Keep what was read (`as_staged`) beside the directory."""
    if values:
        db.session.execute(insert(StagedService), values)


def end_reading(*, found: ServiceImport) -> None:
    """All of it is read: somebody may look at it and put it in."""
    counts = queries.verdict_counts(found.id)
    found.counts = {**counts, "gone": queries.gone_count(found)}
    found.content, found.state = None, ImportState.READY


def doubled_ids(*, found: ServiceImport, area_slug: str) -> dict[int, str]:
    """Read before the swap: public ids for new services whose own is held by another, by staged row.

    Two services of one feed, or of two, can carry the same UUID: the later gets one of its own.
    """
    taken = queries.public_ids(found.area_id)
    doubles: dict[int, str] = {}
    for staged_id, source_key, own in queries.new_public_ids(found.id):
        if own in taken:
            own = public_id(area_slug, found.source, f"again {source_key}")
            doubles[staged_id] = own
        taken.add(own)
    return doubles


def give_own_ids(*, doubles: dict[int, str]) -> None:
    """Write what `doubled_ids` found."""
    for staged_id, own in doubles.items():
        one = update(StagedService).where(StagedService.id == staged_id)
        db.session.execute(one.values(public_id=own))


def put_in(*, found: ServiceImport, area_slug: str, by: int, at: datetime) -> None:
    """Everything that was read becomes the directory's, in the running transaction, all or nothing.

    Fields that were changed here stay. Services that the feed has no more are taken off, and so are found
    again under their old address when it has them again. Refuses one that is not ready any more. Staged
    rows stay for `clear_staged`: dropping many would keep families waiting.
    """
    waiting = update(ServiceImport).where(ServiceImport.id == found.id)
    waiting = waiting.where(ServiceImport.state == ImportState.READY)
    if not changed_one(waiting.values(state=ImportState.DONE, put_in_at=at)):
        raise RuleBroken(OVERTAKEN)
    gone = queries.gone_ids(found)
    _organisations(found, area_slug)
    _change_edited(found, at)
    swapping.put_changes_in(found, at)
    swapping.put_new_in(found, at)
    _take_off(gone, at)
    changes.tell(found.area_id, None)
    _record("put directory import in", found, by, at, gone=len(gone))


def clear_staged(*, area_id: int) -> bool:
    """Up to BATCH services that were staged in an area go; whether there may be more."""
    gone = delete(StagedService).where(StagedService.id.in_(queries.some_staged(area_id, BATCH)))
    return len(db.session.execute(gone.returning(StagedService.id)).all()) == BATCH


def drop(*, found: ServiceImport, by: int, at: datetime) -> None:
    """What was read is not wanted; refuses one that is in, or dropped already."""
    if found.state in {ImportState.DONE, ImportState.DROPPED}:
        raise RuleBroken(OVERTAKEN)
    db.session.execute(delete(StagedService).where(StagedService.import_id == found.id))
    found.state, found.content = ImportState.DROPPED, None
    _record("dropped directory import", found, by, at)


def _organisations(found: ServiceImport, area_slug: str) -> None:
    """Who runs the services: those not known yet are made."""
    known = queries.organisation_keys(found.area_id, found.source)
    told = queries.organisations_told(found.id)
    taken = queries.organisation_public_ids(found.area_id) if told.keys() - known else set()
    fresh = []
    for key in sorted(told.keys() - known):
        own = public_id(area_slug, f"{found.source}/organisation", key)
        if own in taken:
            own = public_id(area_slug, f"{found.source}/organisation", f"again {key}")
        taken.add(own)
        words = {name: told[key][name] for name in ("name", "description", "url", "email")}
        whose = {"area_id": found.area_id, "source": found.source, "source_key": key}
        fresh.append({**whose, "public_id": own, **words})
    if fresh:
        db.session.execute(insert(Organisation), fresh)


def _change_edited(found: ServiceImport, at: datetime) -> None:
    """Services in which officers changed fields: one by one, for those fields stay. There are few."""
    runs_it = queries.organisation_ids(found.area_id, found.source)
    for one, service in queries.changed_that_were_edited(found):
        _change(service, one, runs_it[one.organisation["key"]], at)
    db.session.flush()


def _change(service: Service, one: StagedService, organisation_id: int, at: datetime) -> None:
    own = set(service.edited_fields)
    for name in FIELDS:
        if name not in own:
            setattr(service, name, one.values[name])
    service.from_feed, service.changed_at = one.values, at
    if service.organisation.source == service.source:
        service.organisation_id = organisation_id
    day = date.fromisoformat(one.checked_on) if one.checked_on else None
    if day is not None and (service.last_checked_on is None or service.last_checked_on < day):
        service.last_checked_on = day


def _take_off(gone: list[int], at: datetime) -> None:
    for some in queries.some_of(gone, BATCH):
        rows = update(Service).where(Service.id.in_(some))
        off = {"status": ServiceStatus.INACTIVE, "from_feed": {}, "changed_at": at}
        db.session.execute(rows.values(**off, version=Service.version + 1))


def _record(act: str, found: ServiceImport, by: int, at: datetime, **more: Any) -> None:
    audit.record(
        act=act,
        by=by,
        area=found.area_id,
        at=at,
        subject=("directory import", found.id),
        feed=found.title,
        counts=found.counts,
        **more,
    )
