"""Make a file of reach by POST, read what it holds, fetch it by GET."""

import flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs
from portal.exports.permissions import can_export_feedback
from portal.exports.reach.forms import ReachForm
from portal.exports.reach.making import REACH
from portal.exports.reach.queries import reach_export, reach_exports
from portal.exports.records import pages
from portal.exports.records.pages import Answer, Desk
from portal.insight.reach.spans import spans_of


def _form(area: Area) -> ReachForm:
    """The form; the span of the page that people come from (?span=) is chosen."""
    form = ReachForm()
    form.offer([(one.key, one.title) for one in spans_of(area, clock.now())])
    if not form.is_submitted():
        form.span.data = flask.request.args.get("span")
    return form


DESK = Desk(
    kind=REACH,
    blueprint="staff_reach_files",
    job="reaching_id",
    file="reach_file_id",
    heading=lazy_gettext("Reach as a file"),
    one=lambda span: str(_("Reach: %(span)s", span=span)),
    about="exports/reach/about.html",
    exports=reach_exports,
    form=_form,
    chosen="span",
    back=("staff_reach.index", lazy_gettext("Reach")),
)
blueprint = flask.Blueprint("staff_reach_files", __name__, url_prefix="/<area:area>/staff/exports/reach")


@blueprint.get("/")
@needs(can_export_feedback)
def index(area: Area) -> str:
    """The form, and the files made so far."""
    return pages.index_page(DESK, area)


@blueprint.post("/")
@needs(can_export_feedback)
def make(area: Area) -> Answer:
    """Let the worker make the file; asked for twice, it is made once."""
    return pages.ask(DESK, area)


@blueprint.get("/making/<int:reaching_id>/")
@needs(can_export_feedback)
def making(area: Area, reaching_id: int) -> Answer:
    """How far the file is; once it is made, its page."""
    return pages.making_page(DESK, area, reaching_id)


@blueprint.post("/making/<int:reaching_id>/cancel/")
@needs(can_export_feedback)
def cancel(area: Area, reaching_id: int) -> Response:
    """Stop making a file; nothing of it is kept."""
    return pages.stop(DESK, area, reaching_id)


@blueprint.get("/<int:reach_file_id>/")
@needs(can_export_feedback)
def show(area: Area, reach_file_id: int) -> str:
    """What a file holds, and the way to fetch it."""
    export = reach_export(area, reach_file_id) or flask.abort(404)
    return pages.file_page(DESK, area, export)


@blueprint.get("/<int:reach_file_id>/file/")
@needs(can_export_feedback)
def download(area: Area, reach_file_id: int) -> Response:
    """The file itself, unless it is gone or counts answers that were taken back."""
    export = reach_export(area, reach_file_id) or flask.abort(404)
    return pages.file_itself(DESK, area, export)
