"""Make an export by POST, read what it holds, fetch it by GET."""

from pathlib import Path

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.deployment import exports_folder
from portal.core.filters import long_date
from portal.core.paging import page_number, page_of
from portal.core.worker import actions as jobs
from portal.core.worker.queries import job_of_kind, open_jobs
from portal.exports import queries
from portal.exports.forms import KINDS, ExportForm
from portal.exports.making import JOB, ask_for
from portal.exports.models import PACKS, Export
from portal.exports.permissions import can_export_feedback, can_export_records
from portal.strategies.queries import strategies_of
from portal.surveys.results.queries import rounds_of
from portal.surveys.results.rounds import Round

blueprint = flask.Blueprint("staff_exports", __name__, url_prefix="/<area:area>/staff/exports")
Answer = str | Response | tuple[str, int]
SIZE = 20


@blueprint.get("/")
@needs(can_export_feedback)
def index(area: Area) -> str:
    """The form, and the files made so far."""
    return _page(area, _form(area, rounds_of(area, clock.now())))


@blueprint.post("/")
@needs(can_export_feedback)
def make(area: Area) -> Answer:
    """Let the worker make the file; asked for twice, it is made once."""
    rounds = rounds_of(area, clock.now())
    form = _form(area, rounds)
    if not form.validate():
        return _page(area, form), 422
    wanted = {
        "rounds": sorted(form.rounds.data),
        "strategy": form.strategy.data,
        "purpose": form.purpose.data,
        "format": form.format.data,
    }
    titles = [one.title for one in rounds if one.slug in form.rounds.data]
    job = ask_for(area=area, wanted=wanted, title=", ".join(titles), by=person().id)
    return flask.redirect(flask.url_for(".making", making_id=job.id), 303)


@blueprint.get("/making/<int:making_id>/")
@needs(can_export_feedback)
def making(area: Area, making_id: int) -> Answer:
    """How far the file is; once it is made, its page."""
    job = job_of_kind(area.id, JOB, making_id) or flask.abort(404)
    if job.result:
        return flask.redirect(flask.url_for(".show", export_id=int(job.result)), 303)
    follow = "follow" in flask.request.args and job.is_open
    return flask.render_template("exports/staff/making.html", job=job, follow=follow)


@blueprint.post("/making/<int:making_id>/cancel/")
@needs(can_export_feedback)
def cancel(area: Area, making_id: int) -> Response:
    """Stop making a file; nothing of it is kept."""
    job = job_of_kind(area.id, JOB, making_id) or flask.abort(404)
    jobs.cancel_job(job=job, at=clock.now())
    return flask.redirect(flask.url_for(".making", making_id=job.id), 303)


@blueprint.get("/<int:export_id>/")
@needs(can_export_feedback)
def show(area: Area, export_id: int) -> str:
    """What a file holds, what was left out, and the way to fetch it."""
    export = queries.export_of(area, export_id) or flask.abort(404)
    return flask.render_template(
        "exports/staff/show.html",
        export=export,
        kinds=dict(KINDS),
        name=names_of({export.made_by}).get(export.made_by, ""),
        is_there=_path(export).is_file(),
        may_leave=queries.may_still_leave(area, export),
        packs=PACKS,
        days=area.settings.retention_days["export files"],
    )


@blueprint.get("/<int:export_id>/file/")
@needs(can_export_feedback)
def download(area: Area, export_id: int) -> Answer:
    """The file itself, unless it is gone or holds words that may not leave any more."""
    export = queries.export_of(area, export_id) or flask.abort(404)
    path, may_leave = _path(export), queries.may_still_leave(area, export)
    if not may_leave or not path.is_file():
        page = flask.render_template("exports/staff/gone.html", export=export, may_leave=may_leave)
        return page, 404 if may_leave else 409
    answered = flask.send_file(path, as_attachment=True, download_name=export.file_name)
    answered.headers["Cache-Control"] = "no-store"
    return answered


def _path(export: Export) -> Path:
    return exports_folder() / export.stored_as


def _form(area: Area, rounds: list[Round]) -> ExportForm:
    form = ExportForm()
    form.offer(
        [(one.slug, _round_words(one)) for one in rounds],
        [(one.slug, f"{one.title} ({one.starts}–{one.ends})") for one in strategies_of(area)],
    )
    return form


def _round_words(one: Round) -> str:
    if one.is_finished(clock.now()):
        return one.title
    day = long_date(one.closes_at)
    return str(_("%(title)s: open until %(day)s, so words only", title=one.title, day=day))


def _page(area: Area, form: ExportForm) -> str:
    page = page_of(queries.exports_of(area), page_number(flask.request.args.get("page")), size=SIZE)
    exports: list[Export] = page.rows
    return flask.render_template(
        "exports/staff/index.html",
        form=form,
        page=page,
        kinds=dict(KINDS),
        may_make_records=can_export_records(person(), area),
        jobs=open_jobs(area.id, JOB),
        names=names_of({one.made_by for one in exports}),
        address=lambda number: flask.url_for(".index", page=number),
    )
