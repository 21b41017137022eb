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
from portal.core.worker import actions as jobs
from portal.core.worker.queries import job_of_kind
from portal.earlier import actions, queries
from portal.earlier.forms import LARGEST_FILE, ColumnsForm, FileForm, SheetForm
from portal.earlier.models import EarlierFile, EarlierState, Verdict
from portal.earlier.permissions import can_bring_feedback
from portal.earlier.sheets import table_in, to_choose
from portal.earlier.words import file_words, reason_words, state_name, verdict_name

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
        file_words=file_words,
    )
    return (page, 422) if form.is_submitted() else page


def _bring(area: Area, form: FileForm) -> EarlierFile:
    file_name, content = form.uploaded()
    by, title = person().id, " ".join(form.title.data.split())
    with reading():
        table = table_in(content, file_name)
    return actions.bring(
        area=area,
        title=title,
        file_name=file_name,
        content=content,
        table=table,
        by=by,
        at=clock.now(),
    )


@blueprint.route("/<int:earlier_id>/columns/", methods=["GET", "POST"])
@needs(can_bring_feedback)
def columns(area: Area, earlier_id: int) -> Page:
    """Which column of a file is what."""
    found = _file(area, earlier_id, held=flask.request.method == "POST")
    if found.state not in queries.WAITING or actions.is_at_work(found):
        return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)
    form = ColumnsForm()
    form.offer(found, queries.same_before(found), typed=form.is_submitted())
    if form.validate_on_submit():
        try:
            mapping = form.mapping(found)
            actions.start_trying(found=found, mapping=mapping, by=person().id, at=clock.now())
            return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = _columns_page(found, form, SheetForm(formdata=None))
    return (page, 422) if form.is_submitted() else page


def _columns_page(found: EarlierFile, form: ColumnsForm, sheet_form: SheetForm) -> str:
    if not sheet_form.errors:
        sheet_form.offer(found)
    sheets = found.all_sheets()
    return flask.render_template(
        "earlier/staff/columns.html",
        form=form,
        sheet_form=sheet_form,
        found=found,
        several=len(to_choose(sheets)) > 1,
        hidden=any(one.hidden and one.name == found.sheet for one in sheets),
        left_out=[one.name for one in sheets if one not in to_choose(sheets)],
        here=queries.sheets_here(found),
    )


@blueprint.post("/<int:earlier_id>/sheet/")
@needs(can_bring_feedback)
def sheet(area: Area, earlier_id: int) -> Page:
    """Read another sheet of a workbook: the page with its columns comes next."""
    found = _file(area, earlier_id)
    if len(to_choose(found.all_sheets())) < 2:
        return _to(found)
    form = SheetForm()
    form.offer(found)
    if form.validate_on_submit():
        try:
            return _to(_read_sheet(area, found, form.sheet(found)))
        except RuleBroken as broken:
            if broken.field != "file":
                raise
            form.chosen.errors = [*form.chosen.errors, broken.message]
    found = _file(area, earlier_id)
    named = ColumnsForm(formdata=None)
    named.offer(found, queries.same_before(found), typed=False)
    return _columns_page(found, named, form), 422


def _read_sheet(area: Area, found: EarlierFile, name: str) -> EarlierFile:
    content, number, file_name = queries.content_of(found.id), found.id, found.file_name
    with reading():
        table = table_in(actions.unlocked(content), file_name, name)
    found = _file(area, number, held=True)
    actions.choose_sheet(found=found, table=table)
    return found


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
        cleared=queries.cleared_count(queries.items_of_file(found.id))
        if found.state == EarlierState.DONE
        else 0,
        reason_words=reason_words,
        verdict_name=verdict_name,
        file_words=file_words,
        more_sheets=len(to_choose(found.all_sheets())) > 1,
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
    found = _file(area, earlier_id, held=True)
    actions.start_putting_in(found=found, by=person().id, at=clock.now())
    return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)


@blueprint.post("/<int:earlier_id>/take-back/")
@needs(can_bring_feedback)
def take_back(area: Area, earlier_id: int) -> Page:
    """Let the worker take all words of the file out, or go on with it; refuses once one is cleared."""
    found = _file(area, earlier_id, held=True)
    actions.start_taking_back(found=found, by=person().id, at=clock.now())
    return flask.redirect(flask.url_for(".show", earlier_id=found.id), 303)


@blueprint.post("/<int:earlier_id>/drop/")
@needs(can_bring_feedback)
def drop(area: Area, earlier_id: int) -> Page:
    """The file is not wanted."""
    found = _file(area, earlier_id, held=True)
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


def _file(area: Area, earlier_id: int, *, held: bool = False) -> EarlierFile:
    return queries.file_in(area, earlier_id, for_update=held) or flask.abort(404)


def _to(found: EarlierFile) -> Response:
    return flask.redirect(flask.url_for(".columns", earlier_id=found.id), 303)
