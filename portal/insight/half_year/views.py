"""The reports of half a year: page, Word document and file for everyone; freezing one, for staff."""

import json
from datetime import date

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.board.permissions import can_write_board
from portal.core import clock
from portal.core.access import anyone, needs, person
from portal.core.easy_read import show_page
from portal.insight.half_year import actions, queries
from portal.insight.half_year.content import content_of, half_year_of, written
from portal.insight.half_year.document import document_of
from portal.insight.half_year.models import HalfYearReport
from portal.insight.permissions import can_read_numbers

blueprint = flask.Blueprint("half_year", __name__, url_prefix="/<area:area>/reports")
staff = flask.Blueprint("staff_half_year", __name__, url_prefix="/<area:area>/staff/reports")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Every frozen report, the latest first."""
    return flask.render_template("insight/half_year/index.html", reports=queries.reports_of(area))


@blueprint.get("/<int:half_year_id>/")
@anyone
def show(area: Area, half_year_id: int) -> str:
    """One report: in plain words first, then each promise."""
    report = _report(area, half_year_id)
    return show_page("insight/half_year/show.html", report=report, content=json.loads(report.file))


@blueprint.get("/<int:half_year_id>/file/")
@anyone
def file(area: Area, half_year_id: int) -> Response:
    """The frozen content, byte for byte."""
    report = _report(area, half_year_id)
    answered = flask.Response(report.file, mimetype="application/json")
    answered.set_etag(report.sha256, weak=True)
    return answered.make_conditional(flask.request)


@blueprint.get("/<int:half_year_id>/document/")
@anyone
def document(area: Area, half_year_id: int) -> Response:
    """The same as a Word document."""
    report = _report(area, half_year_id)
    made_up = bool(flask.current_app.config["PORTAL"].demonstration)
    words = document_of(json.loads(report.file), report.sha256, made_up=made_up)
    answered = flask.Response(words, mimetype=WORD)
    name = f"you-said-we-did-{area.slug}-{report.begins:%Y-%m}.docx"
    answered.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answered


@staff.get("/")
@needs(can_read_numbers)
def preview(area: Area) -> str:
    """The half year that ended last as its report would read now, and the frozen ones."""
    begins, ends = _last_half(clock.today())
    return flask.render_template(
        "insight/half_year/preview.html",
        content=content_of(area, begins, ends, clock.today()),
        begins=begins,
        ends=ends,
        frozen=queries.is_frozen(area, begins),
        reports=queries.reports_of(area),
        may_freeze=can_write_board(person(), area),
    )


@staff.post("/freeze/")
@needs(can_write_board)
def freeze(area: Area) -> Response:
    """Freeze the half year that ended last and make it public."""
    begins, ends = _last_half(clock.today())
    kept, sha256 = written(content_of(area, begins, ends, clock.today()))
    actions.freeze(
        area=area, begins=begins, ends=ends, file=kept, sha256=sha256, by=person().id, at=clock.now()
    )
    flask.flash(_("The report is public. It never changes."), "done")
    return flask.redirect(flask.url_for(".preview"), 303)


def _last_half(today: date) -> tuple[date, date]:
    """The half year that ended last before a day."""
    begins, _ends = half_year_of(today)
    return half_year_of(date.fromordinal(begins.toordinal() - 1))


def _report(area: Area, number: int) -> HalfYearReport:
    return queries.report_in(area, number) or flask.abort(404)
