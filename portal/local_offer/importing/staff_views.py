"""Imports for officers: begin one, name its columns, look at what would change, put it in or drop it."""

import zlib
from typing import Any

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.core.security import larger_form
from portal.core.worker import actions as jobs
from portal.core.worker.models import Job
from portal.core.worker.queries import job_of_kind
from portal.local_offer.directory.permissions import can_keep_services
from portal.local_offer.importing import actions, queries, tables
from portal.local_offer.importing.forms import ColumnsForm, ImportForm, columns_form
from portal.local_offer.importing.models import ImportState, ServiceImport, Verdict

ADDRESS = "/<area:area>/staff/local-offer/imports"
blueprint = flask.Blueprint("staff_imports", __name__, url_prefix=ADDRESS)
Page = str | Response | tuple[str, int]
LARGEST_UPLOAD = 60_000_000
SHOWN = ("new", "changed", "gone", "refused", "kept")


@blueprint.route("/", methods=["GET", "POST"])
@larger_form(LARGEST_UPLOAD)
@needs(can_keep_services)
def index(area: Area) -> Page:
    """The imports so far, and the form to begin one."""
    form = ImportForm()
    if form.validate_on_submit():
        try:
            return _to(_begin(area, form))
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "importing/staff/index.html",
        form=form,
        page=queries.page_of_imports(area, page_number(flask.request.args.get("page"))),
        titles=queries.feed_titles(area),
    )
    return (page, 422) if form.is_submitted() else page


def _begin(area: Area, form: ImportForm) -> ServiceImport:
    kind, address, content = form.chosen()
    by, at = person().id, clock.now()
    if kind == "csv" and content is not None:
        tables.headings(content)
    title = form.title.data.strip()
    found = actions.begin_import(
        area=area, kind=kind, title=title, address=address, content=content, by=by, at=at
    )
    if found.state == ImportState.READING:
        actions.start_reading(found=found, mapping={}, by=by, at=at)
    return found


@blueprint.route("/<int:import_id>/columns/", methods=["GET", "POST"])
@needs(can_keep_services)
def columns(area: Area, import_id: int) -> Page:
    """Which column of a table is which field."""
    found = _import(area, import_id)
    if found.state != ImportState.MAPPING:
        return _to(found)
    form = _columns(found)
    if form.validate_on_submit():
        try:
            mapping = form.mapping()
            actions.start_reading(found=found, mapping=mapping, by=person().id, at=clock.now())
            return _to(found)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("importing/staff/columns.html", form=form, found=found)
    return (page, 422) if form.is_submitted() else page


def _columns(found: ServiceImport) -> ColumnsForm:
    packed = queries.content_of(found.id)
    names = tables.headings(zlib.decompress(packed)) if packed else []
    return columns_form(names, tables.guess(names))


@blueprint.get("/<int:import_id>/")
@needs(can_keep_services)
def show(area: Area, import_id: int) -> Page:
    """How far an import is, and what putting it in would change."""
    found = _import(area, import_id)
    if found.state == ImportState.MAPPING:
        return flask.redirect(flask.url_for(".columns", import_id=found.id), 303)
    job = job_of_kind(area.id, actions.JOB, found.job_id or 0)
    follow = "follow" in flask.request.args and job is not None and job.is_open
    return flask.render_template(
        "importing/staff/show.html", found=found, job=job, follow=follow, **_listed(found)
    )


def _listed(found: ServiceImport) -> dict[str, Any]:
    """The list that was asked for: what is new, changed, gone, refused, or stays as written here."""
    if found.state != ImportState.READY:
        return {"chosen": "", "page": None}
    asked = flask.request.args.get("list", "")
    chosen = asked if asked in SHOWN else next((one for one in SHOWN if found.counts.get(one)), "new")
    number = page_number(flask.request.args.get("page"))
    if chosen == "gone":
        return {"chosen": chosen, "page": queries.page_of_gone(found, number)}
    if chosen == "kept":
        return {"chosen": chosen, "page": queries.page_of_kept(found, number)}
    return {"chosen": chosen, "page": queries.page_of_staged(found, Verdict(chosen), number)}


@blueprint.post("/<int:import_id>/put-in/")
@needs(can_keep_services)
def put_in(area: Area, import_id: int) -> Page:
    """Let the worker put it into the directory."""
    found = _import(area, import_id)
    actions.start_putting_in(found=found, by=person().id, at=clock.now())
    return _to(found)


@blueprint.post("/<int:import_id>/drop/")
@needs(can_keep_services)
def drop(area: Area, import_id: int) -> Page:
    """Drop what was read; the directory stays as it is."""
    found = _import(area, import_id)
    actions.drop(found=found, by=person().id, at=clock.now())
    flask.flash(_("The import is dropped. The directory is as it was."), "done")
    return flask.redirect(flask.url_for(".index"), 303)


@blueprint.post("/<int:import_id>/cancel/")
@needs(can_keep_services)
def cancel(area: Area, import_id: int) -> Page:
    """Stop the work on an import."""
    found = _import(area, import_id)
    job: Job = job_of_kind(area.id, actions.JOB, found.job_id or 0) or flask.abort(404)
    jobs.cancel_job(job=job, at=clock.now())
    return _to(found)


def _import(area: Area, import_id: int) -> ServiceImport:
    return queries.import_in(area, import_id) or flask.abort(404)


def _to(found: ServiceImport) -> Response:
    return flask.redirect(flask.url_for(".show", import_id=found.id), 303)
