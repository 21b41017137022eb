"""Every write of the directory by hand: add, change, confirm and take off a service."""

import uuid
from datetime import datetime

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.versions import check_seen, save_seen
from portal.local_offer.directory import changes
from portal.local_offer.directory.details import FIELDS, Details
from portal.local_offer.directory.models import HERE, Organisation, Service, ServiceStatus
from portal.local_offer.directory.queries import organisation_named


def organisation_called(*, area: Area, name: str, by: int | None, at: datetime) -> Organisation:
    """The organisation of this name, made when there is none yet."""
    known = organisation_named(area, name)
    if known is not None:
        return known
    own = str(uuid.uuid4())
    made = Organisation(
        area_id=area.id,
        source=HERE,
        source_key=own,
        public_id=own,
        name=name,
        description="",
        url="",
        email="",
    )
    db.session.add(made)
    db.session.flush()
    audit.record(
        act="added organisation", by=by, area=area.id, at=at, subject=("organisation", made.id), name=name
    )
    return made


def add_service(
    *, area: Area, organisation: Organisation, details: Details, by: int | None, at: datetime
) -> Service:
    """A new service, written and therefore checked today; refuses (fields) ages in the wrong order."""
    _check(details)
    own = str(uuid.uuid4())
    service = Service(
        area_id=area.id,
        organisation_id=organisation.id,
        source=HERE,
        source_key=own,
        public_id=own,
        last_checked_on=clock.local(at).date(),
        from_feed={},
        edited_fields=[],
        changed_at=at,
        **details.values(),
    )
    db.session.add(service)
    _record("added service", service, by, at)
    return service


def change_service(
    *,
    service: Service,
    organisation: Organisation,
    details: Details,
    seen_version: int,
    by: int | None,
    at: datetime,
) -> None:
    """New details, checked today. What a feed said otherwise is kept from the next import.

    Refuses as `add_service` does, and when somebody changed it since the page was made.
    """
    _check(details)
    check_seen(service, seen_version)
    edited = set(service.edited_fields)
    for name, value in details.values().items():
        if getattr(service, name) != value:
            edited.add(name)
            setattr(service, name, value)
    service.organisation_id = organisation.id
    service.edited_fields = _still_different(service, edited)
    service.last_checked_on, service.changed_at = clock.local(at).date(), at
    save_seen()
    _record("changed service", service, by, at)


def confirm_service(*, service: Service, by: int | None, at: datetime) -> None:
    """Somebody who knows looked at the entry today and found it right."""
    service.last_checked_on = clock.local(at).date()
    save_seen()
    _record("checked service", service, by, at)


def take_off(*, service: Service, by: int | None, at: datetime) -> None:
    """Families do not see it any more; its address says so. Refuses one that is off already."""
    if not service.is_shown:
        raise RuleBroken("This service is off the list already.")
    service.status, service.changed_at = ServiceStatus.INACTIVE, at
    service.edited_fields = _still_different(service, {*service.edited_fields, "status"})
    save_seen()
    _record("took service off", service, by, at)


def _still_different(service: Service, edited: set[str]) -> list[str]:
    """Edited fields that say something else than the feed; none for a service written here."""
    said = service.from_feed
    return [
        name for name in FIELDS if name in edited and name in said and said[name] != getattr(service, name)
    ]


def _check(details: Details) -> None:
    low, high = details.min_age, details.max_age
    if low is not None and high is not None and low > high:
        raise RuleBroken("The highest age is below the lowest one.", field="max_age", status=422)


def _record(act: str, service: Service, by: int | None, at: datetime) -> None:
    db.session.flush()
    changes.tell(service.area_id, [service.id])
    audit.record(
        act=act,
        by=by,
        area=service.area_id,
        at=at,
        subject=("service", service.id),
        name=service.name,
        status=str(service.status),
    )
