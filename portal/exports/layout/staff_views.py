"""Make a file of cleared words by person by POST, read what it holds, fetch it by GET."""

from functools import partial

import flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core.access import needs
from portal.exports.layout.making import LAYOUT
from portal.exports.layout.queries import layout_export, layout_exports
from portal.exports.models import FileFormat
from portal.exports.permissions import can_export_layout
from portal.exports.records import pages
from portal.exports.records.pages import Answer, Desk

DESK = Desk(
    kind=LAYOUT,
    blueprint="staff_layout",
    job="laying_id",
    file="layout_id",
    heading=lazy_gettext("Words by person"),
    one=lambda survey: str(_("Words by person: %(survey)s", survey=survey)),
    about="exports/layout/about.html",
    exports=layout_exports,
    form=partial(pages.form_of_surveys, (FileFormat.JSON,)),
)
blueprint = flask.Blueprint(
    "staff_layout", __name__, url_prefix="/<area:area>/staff/exports/words-by-person"
)


@blueprint.get("/")
@needs(can_export_layout)
def index(area: Area) -> str:
    """The form, and the files made so far."""
    return pages.index_page(DESK, area)


@blueprint.post("/")
@needs(can_export_layout)
def make(area: Area) -> Answer:
    """Let the worker make the file; asked for twice, it is made once."""
    return pages.ask(DESK, area)


@blueprint.get("/making/<int:laying_id>/")
@needs(can_export_layout)
def making(area: Area, laying_id: int) -> Answer:
    """How far the file is; once it is made, its page."""
    return pages.making_page(DESK, area, laying_id)


@blueprint.post("/making/<int:laying_id>/cancel/")
@needs(can_export_layout)
def cancel(area: Area, laying_id: int) -> Response:
    """Stop making a file; nothing of it is kept."""
    return pages.stop(DESK, area, laying_id)


@blueprint.get("/<int:layout_id>/")
@needs(can_export_layout)
def show(area: Area, layout_id: int) -> str:
    """What a file holds, and the way to fetch it."""
    export = layout_export(area, layout_id) or flask.abort(404)
    return pages.file_page(DESK, area, export)


@blueprint.get("/<int:layout_id>/file/")
@needs(can_export_layout)
def download(area: Area, layout_id: int) -> Response:
    """The file itself, unless it is gone or holds words that may not leave any more."""
    export = layout_export(area, layout_id) or flask.abort(404)
    return pages.file_itself(DESK, area, export)
