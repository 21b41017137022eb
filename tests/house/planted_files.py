"""Files that were made, for the house tests: a themed one and a record-level one in each area."""

from dataclasses import replace
from datetime import datetime

import flask

from portal.accounts.models import Person
from portal.core.db import db
from portal.exports import actions as exports
from portal.exports.models import Export, FileFormat, Holds
from portal.exports.queries import records_seal
from portal.exports.scope import Scope
from portal.strategies.queries import strategies_of
from portal.surveys.results.queries import rounds_of
from tests.planting import area_called


def files_of(slug: str, admin: Person, at: datetime) -> dict[str, int]:
    """One file of each sort, by what an address calls it."""
    records = db.session.get_one(Export, export_of(slug, admin, at))
    records.holds, records.strategy_id = Holds.RECORDS, None
    records.words_seal = records_seal(records.wave_ids or [])
    laid = db.session.get_one(Export, export_of(slug, admin, at))
    laid.holds, laid.strategy_id = Holds.LAYOUT, None
    reach = db.session.get_one(Export, export_of(slug, admin, at))
    reach.holds, reach.strategy_id = Holds.REACH, None
    reach.words_seal = records_seal(reach.wave_ids or [])
    return {
        "export_id": export_of(slug, admin, at),
        "file_id": records.id,
        "layout_id": laid.id,
        "reach_file_id": reach.id,
    }


def export_of(slug: str, admin: Person, at: datetime, *, rows: int = 1) -> int:
    """A file that was made and lies there, on as many rows of the list; the id of the last."""
    area = area_called(slug)
    scope = Scope(area, strategies_of(area)[0], rounds_of(area, at), "for the tests", at, True)
    folder = flask.current_app.config["PORTAL"].exports_folder
    made = exports.make_file(scope=scope, file_format=FileFormat.CSV, folder=folder)
    for number in range(rows):
        own = replace(made, stored_as=f"{number}{made.stored_as}" if number else made.stored_as)
        export = exports.record_export(scope=scope, file_format=FileFormat.CSV, made=own, by=admin.id)
    return export.id
