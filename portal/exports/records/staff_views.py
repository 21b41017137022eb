"""Make a record-level file by POST, read what it holds, fetch it by GET."""

from functools import partial

import flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core.access import needs
from portal.exports.models import FileFormat
from portal.exports.permissions import can_export_records
from portal.exports.records import pages
from portal.exports.records.making import RECORDS
from portal.exports.records.pages import Answer, Desk
from portal.exports.records.queries import record_export, record_exports

DESK = Desk(
    kind=RECORDS,
    blueprint="staff_records",
    job="records_id",
    file="file_id",
    heading=lazy_gettext("Record-level files"),
    one=lambda survey: str(_("Record-level file: %(survey)s", survey=survey)),
    about="exports/records/about.html",
    back=("staff_exports.index", lazy_gettext("Exports")),
    exports=record_exports,
    form=partial(pages.form_of_surveys, (FileFormat.XLSX, FileFormat.CSV)),
)
blueprint = flask.Blueprint("staff_records", __name__, url_prefix="/<area:area>/staff/exports/records")


@blueprint.get("/")
@needs(can_export_records)
def index(area: Area) -> str:
    """The form, and the files made so far."""
    return pages.index_page(DESK, area)


@blueprint.post("/")
@needs(can_export_records)
def make(area: Area) -> Answer:
    """Let the worker make the file; asked for twice, it is made once."""
    return pages.ask(DESK, area)


@blueprint.get("/making/<int:records_id>/")
@needs(can_export_records)
def making(area: Area, records_id: int) -> Answer:
    """How far the file is; once it is made, its page."""
    return pages.making_page(DESK, area, records_id)


@blueprint.post("/making/<int:records_id>/cancel/")
@needs(can_export_records)
def cancel(area: Area, records_id: int) -> Response:
    """Stop making a file; nothing of it is kept."""
    return pages.stop(DESK, area, records_id)


@blueprint.get("/<int:file_id>/")
@needs(can_export_records)
def show(area: Area, file_id: int) -> str:
    """What a file holds, and the way to fetch it."""
    export = record_export(area, file_id) or flask.abort(404)
    return pages.file_page(DESK, area, export)


@blueprint.get("/<int:file_id>/file/")
@needs(can_export_records)
def download(area: Area, file_id: int) -> Response:
    """The file itself, unless it is gone or somebody in it took their answers back."""
    export = record_export(area, file_id) or flask.abort(404)
    return pages.file_itself(DESK, area, export)
