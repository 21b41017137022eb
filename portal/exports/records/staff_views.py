"""Make a record-level file by POST, read what it holds, fetch it by GET."""

import flask
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.deployment import exports_folder
from portal.core.paging import page_number, page_of
from portal.core.vocabulary import Mode
from portal.core.worker import actions as jobs
from portal.core.worker.queries import job_of_kind, open_jobs
from portal.exports.permissions import can_export_records
from portal.exports.queries import may_still_leave
from portal.exports.records import queries
from portal.exports.records.forms import RecordsForm
from portal.exports.records.making import JOB, ask_for

blueprint = flask.Blueprint("staff_records", __name__, url_prefix="/<area:area>/staff/exports/records")
Answer = str | Response | tuple[str, int]
SIZE = 20


@blueprint.get("/")
@needs(can_export_records)
def index(area: Area) -> str:
    """The form, and the files made so far."""
    return _page(area, _form(area))


@blueprint.post("/")
@needs(can_export_records)
def make(area: Area) -> Answer:
    """Let the worker make the file; asked for twice, it is made once."""
    form = _form(area)
    if not form.validate():
        return _page(area, form), 422
    wanted = {name: getattr(form, name).data for name in ("survey", "purpose", "format")}
    title = dict(form.survey.choices or [])[form.survey.data]
    job = ask_for(area=area, wanted=wanted, title=title, by=person().id)
    return flask.redirect(flask.url_for(".making", records_id=job.id), 303)


@blueprint.get("/making/<int:records_id>/")
@needs(can_export_records)
def making(area: Area, records_id: int) -> Answer:
    """How far the file is; once it is made, its page."""
    job = job_of_kind(area.id, JOB, records_id) or flask.abort(404)
    if job.result:
        return flask.redirect(flask.url_for(".show", file_id=int(job.result)), 303)
    follow = "follow" in flask.request.args and job.is_open
    return flask.render_template("exports/records/making.html", job=job, follow=follow)


@blueprint.post("/making/<int:records_id>/cancel/")
@needs(can_export_records)
def cancel(area: Area, records_id: int) -> Response:
    """Stop making a file; nothing of it is kept."""
    job = job_of_kind(area.id, JOB, records_id) or flask.abort(404)
    jobs.cancel_job(job=job, at=clock.now())
    return flask.redirect(flask.url_for(".making", records_id=job.id), 303)


@blueprint.get("/<int:file_id>/")
@needs(can_export_records)
def show(area: Area, file_id: int) -> str:
    """What a file holds, and the way to fetch it."""
    export = queries.record_export(area, file_id) or flask.abort(404)
    return flask.render_template(
        "exports/records/show.html",
        export=export,
        name=names_of({export.made_by}).get(export.made_by, ""),
        is_there=(exports_folder() / export.stored_as).is_file(),
        may_leave=may_still_leave(area, export),
        days=area.settings.retention_days["export files"],
    )


@blueprint.get("/<int:file_id>/file/")
@needs(can_export_records)
def download(area: Area, file_id: int) -> Response:
    """The file itself, unless it is gone or somebody in it took their answers back."""
    export = queries.record_export(area, file_id) or flask.abort(404)
    path = exports_folder() / export.stored_as
    if not may_still_leave(area, export) or not path.is_file():
        return flask.redirect(flask.url_for(".show", file_id=export.id), 303)
    answered = flask.send_file(path, as_attachment=True, download_name=export.file_name)
    answered.headers["Cache-Control"] = "no-store"
    return answered


def _form(area: Area) -> RecordsForm:
    form, found = RecordsForm(), queries.surveys_with_records(area, clock.now())
    form.offer([(one.slug, str(one.versions[-1].text("title", Mode.STANDARD))) for one in found])
    return form


def _page(area: Area, form: RecordsForm) -> str:
    page = page_of(queries.record_exports(area), page_number(flask.request.args.get("page")), size=SIZE)
    return flask.render_template(
        "exports/records/index.html",
        form=form,
        page=page,
        jobs=open_jobs(area.id, JOB),
        names=names_of({one.made_by for one in page.rows}),
        address=lambda number: flask.url_for(".index", page=number),
    )
