"""Earlier words for officers: bring a file, name its columns, see what it would do, put in, take back."""

from typing import Any

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import reading
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.core.security import larger_form
from portal.core.table_files import headings_of
from portal.core.worker import actions as jobs
from portal.core.worker.queries import job_of_kind
from portal.earlier import actions, queries
from portal.earlier.forms import LARGEST_FILE, ColumnsForm, FileForm
from portal.earlier.models import EarlierFile, EarlierState, Verdict
from portal.earlier.permissions import can_bring_feedback
from portal.earlier.words import reason_words, state_name, verdict_name

blueprint = flask.Blueprint("staff_earlier", __name__, url_prefix="/<area:area>/staff/earlier")
Page = str | Response | tuple[str, int]
# so that a file which is somewhat too large still gets its sentence beside the field
LARGEST_UPLOAD = LARGEST_FILE * 2


@blueprint.route("/", methods=["GET", "POST"])
@larger_form(LARGEST_UPLOAD)
@needs(can_bring_feedback)
def index(area: Area) -> Page:
    """The files so far, and the form to bring one."""
    form = FileForm()
    if form.validate_on_submit():
        try:
            return _to(_bring(area, form))
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "earlier/staff/index.html",
        form=form,
        page=queries.page_of_files(area, page_number(flask.request.args.get("page"))),
        titles=queries.titles_of(area),
        state_name=state_name,
    )
    return (page, 422) if form.is_submitted() else page


def _bring(area: Area, form: FileForm) -> EarlierFile:
    file_name, content = form.uploaded()
    by, title = person().id, " ".join(form.title.data.split())
    with reading():
        headings = headings_of(content, file_name)
    return actions.bring(
        area=area,
        title=title,
        file_name=file_name,
        content=content,
        headings=headings,
        by=by,
        at=clock.now(),
    )


@blueprint.route("/<int:earlier_id>/columns/", methods=["GET", "POST"])
@needs(can_bring_feedback)
def columns(area: Area, earlier_id: int) -> Page:
    """Which column of a file is what."""
    found = _file(area, earlier_id)
    if found.state not in queries.WAITING or actions.is_at_work(found):
        return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)
    form = ColumnsForm()
    form.offer(found, queries.same_before(found))
    if form.validate_on_submit():
        try:
            actions.start_trying(found=found, mapping=form.mapping(), by=person().id, at=clock.now())
            return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("earlier/staff/columns.html", form=form, found=found)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:earlier_id>/")
@needs(can_bring_feedback)
def show(area: Area, earlier_id: int) -> Page:
    """How far a file is, what putting it in would do, and what became of it."""
    found = _file(area, earlier_id)
    if found.state == EarlierState.MAPPING:
        return _to(found)
    job = job_of_kind(area.id, actions.JOB, found.job_id or 0)
    follow = "follow" in flask.request.args and job is not None and job.is_open
    return flask.render_template(
        "earlier/staff/show.html",
        found=found,
        job=job,
        follow=follow,
        cleared=queries.cleared_count(found.id) if found.state == EarlierState.DONE else 0,
        reason_words=reason_words,
        verdict_name=verdict_name,
        **_listed(found),
    )


def _listed(found: EarlierFile) -> dict[str, Any]:
    """The rows that were asked for: refused, new, changed or here already."""
    order = (Verdict.REFUSED, Verdict.NEW, Verdict.CHANGED, Verdict.KEPT, Verdict.SAME)
    verdicts = [one.value for one in order]
    asked = flask.request.args.get("list", "")
    there = next((one for one in verdicts if found.counts.get(one)), Verdict.NEW.value)
    chosen = asked if asked in verdicts else there
    return {"verdicts": verdicts, "chosen": chosen, "rows_listed": found.listed.get(chosen, [])}


@blueprint.post("/<int:earlier_id>/put-in/")
@needs(can_bring_feedback)
def put_in(area: Area, earlier_id: int) -> Page:
    """Let the worker put the words in, or go on with it."""
    found = _file(area, earlier_id)
    actions.start_putting_in(found=found, by=person().id, at=clock.now())
    return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)


@blueprint.post("/<int:earlier_id>/take-back/")
@needs(can_bring_feedback)
def take_back(area: Area, earlier_id: int) -> Page:
    """All words of the file go again, as long as none of them is cleared."""
    found = _file(area, earlier_id)
    actions.take_back(found=found, by=person().id, at=clock.now())
    flask.flash(_("All comments of this file are gone again."), "done")
    return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)


@blueprint.post("/<int:earlier_id>/drop/")
@needs(can_bring_feedback)
def drop(area: Area, earlier_id: int) -> Page:
    """The file is not wanted."""
    found = _file(area, earlier_id)
    actions.drop(found=found, by=person().id, at=clock.now())
    flask.flash(_("The file is dropped. Nothing of it is here."), "done")
    return flask.redirect(flask.url_for(".index"), 303)


@blueprint.post("/<int:earlier_id>/cancel/")
@needs(can_bring_feedback)
def cancel(area: Area, earlier_id: int) -> Page:
    """Stop the work on a file."""
    found = _file(area, earlier_id)
    job = job_of_kind(area.id, actions.JOB, found.job_id or 0) or flask.abort(404)
    jobs.cancel_job(job=job, at=clock.now())
    return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)


def _file(area: Area, earlier_id: int) -> EarlierFile:
    return queries.file_in(area, earlier_id) or flask.abort(404)


def _to(found: EarlierFile) -> Response:
    return flask.redirect(flask.url_for(".columns", earlier_id=found.id), 303)
