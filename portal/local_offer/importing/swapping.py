"""The short step that puts what was staged into the directory: a few statements, whatever the feed's size.

Everything slow was done before, in batches; the database itself copies row to row, so that a family's
answer waits for a moment only (SQLite has one writer at a time).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    Integer,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy import cast as as_type
from sqlalchemy.sql.elements import ColumnElement

from portal.core.db import Moment, db
from portal.local_offer.directory.details import FIELDS
from portal.local_offer.directory.models import Organisation, Service
from portal.local_offer.importing.models import ServiceImport, StagedService, Verdict
from portal.local_offer.importing.queries import is_as_read


def put_new_in(found: ServiceImport, at: datetime) -> None:
    """Every staged service that is new becomes one of the directory's."""
    values = {
        **_said(),
        "area_id": literal(found.area_id),
        "organisation_id": Organisation.id,
        "source": literal(found.source),
        "source_key": StagedService.source_key,
        "public_id": StagedService.public_id,
        "last_checked_on": _checked_on(),
        "from_feed": StagedService.values,
        "edited_fields": literal([], JSON()),
        "changed_at": literal(at, Moment()),
        "version": literal(1),
    }
    rows = select(*values.values()).join(Organisation, _runs_it(found))
    rows = rows.where(*_staged(found, Verdict.NEW)).order_by(StagedService.id)
    db.session.execute(insert(Service).from_select(list(values), rows))


def put_changes_in(found: ServiceImport, at: datetime) -> None:
    """What changed in the feed changes here, but where officers have changed fields: see actions.py."""
    own_id = select(Organisation.id).where(_runs_it(found)).correlate(StagedService).scalar_subquery()
    of_the_feed = exists().where(
        Organisation.id == Service.organisation_id, Organisation.source == found.source
    )
    day = _checked_on()
    later = and_(
        StagedService.checked_on != "",
        case((Service.last_checked_on.is_(None), True), else_=Service.last_checked_on < day),
    )
    values = {
        **_said(),
        "organisation_id": case((of_the_feed, own_id), else_=Service.organisation_id),
        "last_checked_on": case((later, day), else_=Service.last_checked_on),
        "from_feed": StagedService.values,
        "changed_at": literal(at, Moment()),
        "version": Service.version + 1,
    }
    rows = update(Service).where(
        Service.area_id == found.area_id,
        Service.source == found.source,
        Service.source_key == StagedService.source_key,
        is_as_read(),
        *_staged(found, Verdict.CHANGED),
    )
    db.session.execute(rows.values(values).execution_options(synchronize_session=False))


def _staged(found: ServiceImport, verdict: Verdict) -> tuple[ColumnElement[bool], ...]:
    return StagedService.import_id == found.id, StagedService.verdict == verdict


def _runs_it(found: ServiceImport) -> ColumnElement[bool]:
    """The organisation that a staged service names, by its id in the feed."""
    return and_(
        Organisation.area_id == found.area_id,
        Organisation.source == found.source,
        Organisation.source_key == StagedService.organisation["key"].as_string(),
    )


def _said() -> dict[str, Any]:
    """Each field as the feed says it, in the type of its column."""
    return {name: _field(name) for name in FIELDS}


def _field(name: str) -> Any:
    kind, field = Service.__table__.c[name].type, StagedService.values[name]
    for known, read in (
        (JSON, lambda: field),
        (Boolean, field.as_boolean),
        (Integer, field.as_integer),
        (Float, field.as_float),
    ):
        if isinstance(kind, known):
            return read()
    return field.as_string()


def _checked_on() -> Any:
    """The day on which the feed checked it, None where it says none."""
    text = func.nullif(StagedService.checked_on, "")
    # SQLite keeps a day as this text, and would make a number of it
    if db.session.get_bind().dialect.name == "sqlite":
        return func.nullif(StagedService.checked_on, "", type_=Date())
    return as_type(text, Date)
