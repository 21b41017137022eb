"""Every read of imports and of what they read."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.local_offer.directory.models import SHOWN, Organisation, Service
from portal.local_offer.importing.models import ImportState, ServiceImport, StagedService, Verdict

SIZE = 25


def import_in(area: Area, import_id: int) -> ServiceImport | None:
    """An import of this area."""
    rows = select(ServiceImport).where(ServiceImport.area_id == area.id, ServiceImport.id == import_id)
    return db.session.scalar(rows)


def content_of(import_id: int) -> bytes | None:
    """The packed file of an import."""
    return db.session.scalar(select(ServiceImport.content).where(ServiceImport.id == import_id))


def page_of_imports(area: Area, number: int) -> Page[ServiceImport]:
    """The imports of an area, the latest first."""
    rows = select(ServiceImport).where(ServiceImport.area_id == area.id)
    return page_of(rows.order_by(ServiceImport.made_at.desc(), ServiceImport.id.desc()), number, size=SIZE)


def feed_titles(area: Area) -> list[str]:
    """The names of the feeds that were read before."""
    rows = select(ServiceImport.title).where(ServiceImport.area_id == area.id).distinct()
    return list(db.session.scalars(rows.order_by(ServiceImport.title)))


def page_of_staged(found: ServiceImport, verdict: Verdict, number: int) -> Page[StagedService]:
    """What an import read, of one verdict, in the order in which it was read."""
    rows = select(StagedService).where(
        StagedService.import_id == found.id, StagedService.verdict == verdict
    )
    return page_of(rows.order_by(StagedService.id), number, size=SIZE)


def page_of_kept(found: ServiceImport, number: int) -> Page[StagedService]:
    """Services in which something written here differs from the feed and stays."""
    rows = select(StagedService).where(StagedService.import_id == found.id, StagedService.reason == "kept")
    return page_of(rows.order_by(StagedService.id), number, size=SIZE)


def is_as_read() -> ColumnElement[bool]:
    """Whether no officer has changed a field of a service since it was read."""
    return cast(Service.edited_fields, String) == "[]"


def _gone(found: ServiceImport) -> Select[Service]:
    """Services of the same source that families see and the import did not meet, refused or not."""
    # a list that is made once, not looked through again for each service
    met = select(StagedService.source_key).where(StagedService.import_id == found.id)
    return select(Service).where(
        Service.area_id == found.area_id,
        Service.source == found.source,
        Service.status.in_(SHOWN),
        Service.source_key.not_in(met),
    )


def page_of_gone(found: ServiceImport, number: int) -> Page[Service]:
    """The services that putting it in would take off."""
    return page_of(_gone(found).order_by(Service.name, Service.id), number, size=SIZE)


def gone_ids(found: ServiceImport) -> list[int]:
    """The ids of the same."""
    return list(db.session.scalars(_gone(found).with_only_columns(Service.id).order_by(Service.id)))


def gone_count(found: ServiceImport) -> int:
    """How many there are."""
    return db.session.scalar(select(func.count()).select_from(_gone(found).subquery())) or 0


def verdict_counts(import_id: int) -> dict[str, int]:
    """How many services there are of each verdict, and of those where something stays as written here."""
    rows = select(StagedService.verdict, func.count()).where(StagedService.import_id == import_id)
    counts = {row[0]: row[1] for row in db.session.execute(rows.group_by(StagedService.verdict))}
    kept = select(func.count()).where(StagedService.import_id == import_id, StagedService.reason == "kept")
    return counts | {"kept": db.session.scalar(kept) or 0}


def services_by_key(area_id: int, source: str, keys: Collection[str]) -> dict[str, Service]:
    """The services of a source with these ids in the feed."""
    rows = select(Service).where(
        Service.area_id == area_id, Service.source == source, Service.source_key.in_(keys)
    )
    return {service.source_key: service for service in db.session.scalars(rows.order_by(Service.id))}


def new_public_ids(import_id: int) -> list[tuple[int, str, str]]:
    """Of each staged service that is new: its row, its id in the feed, its public id."""
    rows = select(StagedService.id, StagedService.source_key, StagedService.public_id).where(
        StagedService.import_id == import_id, StagedService.verdict == Verdict.NEW
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(rows.order_by(StagedService.id))]


def organisations_told(import_id: int) -> dict[str, dict[str, Any]]:
    """Who runs the services that are new or changed, by id in the feed: as it was told last."""
    # the same organisation stands beside each of its services: the database passes over the doubles
    told = cast(StagedService.organisation, String)
    rows = select(told).where(
        StagedService.import_id == import_id, StagedService.verdict.in_([Verdict.NEW, Verdict.CHANGED])
    )
    found = db.session.scalars(rows.group_by(told).order_by(func.max(StagedService.id)))
    return {one["key"]: one for one in map(json.loads, found)}


def changed_that_were_edited(found: ServiceImport) -> list[tuple[StagedService, Service]]:
    """Staged services that changed in the feed, with their service, where officers changed fields of it."""
    rows = (
        select(StagedService, Service)
        .join(Service, Service.source_key == StagedService.source_key)
        .where(
            StagedService.import_id == found.id,
            StagedService.verdict == Verdict.CHANGED,
            Service.area_id == found.area_id,
            Service.source == found.source,
            ~is_as_read(),
        )
    )
    return [(row[0], row[1]) for row in db.session.execute(rows.order_by(StagedService.id))]


def some_staged(area_id: int, most: int) -> Select[int]:
    """The rows of up to `most` staged services of an area."""
    rows = select(StagedService.id).join(ServiceImport, ServiceImport.id == StagedService.import_id)
    return rows.where(ServiceImport.area_id == area_id).order_by(StagedService.id).limit(most)


def organisation_keys(area_id: int, source: str) -> set[str]:
    """The ids in the feed of the organisations of a source."""
    return set(organisation_ids(area_id, source))


def organisation_ids(area_id: int, source: str) -> dict[str, int]:
    """The ids of the organisations of a source by their ids there."""
    rows = select(Organisation.source_key, Organisation.id)
    rows = rows.where(Organisation.area_id == area_id, Organisation.source == source)
    return {row.source_key: row.id for row in db.session.execute(rows.order_by(Organisation.id))}


def public_ids(area_id: int) -> set[str]:
    """The public ids that services hold already."""
    rows = select(Service.public_id).where(Service.area_id == area_id)
    return set(db.session.scalars(rows))


def organisation_public_ids(area_id: int) -> set[str]:
    """The public ids that organisations hold."""
    rows = select(Organisation.public_id).where(Organisation.area_id == area_id)
    return set(db.session.scalars(rows))


def leftover_ids(area_id: int, but: int) -> list[int]:
    """Imports of the area, other than one, that were not finished and that nobody waits for now."""
    rows = select(ServiceImport.id).where(
        ServiceImport.area_id == area_id,
        ServiceImport.id != but,
        ServiceImport.state.in_([ImportState.READING, ImportState.READY, ImportState.MAPPING]),
    )
    return list(db.session.scalars(rows.order_by(ServiceImport.id)))


def some_of(rows: list[Any], size: int) -> list[list[Any]]:
    """A list in pieces of at most `size`."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]
