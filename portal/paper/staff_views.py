"""Batches of paper for staff: the list, making one, its figures, its form to print, and signing it."""

from datetime import timedelta

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.paper import actions, queries, sign_actions
from portal.paper.forms import BatchForm, FiguresForm, OutsideForm, WhyForm
from portal.paper.models import Batch, BatchState, Change, Sheet
from portal.paper.permissions import can_key_paper
from portal.paper.registry import all_kinds, kind_of
from portal.places.queries import places_to_choose

blueprint = flask.Blueprint("staff_paper", __name__, url_prefix="/<area:area>/staff/paper")
Page = str | Response | tuple[str, int]
PLACES_SINCE = timedelta(days=365)


@blueprint.get("/")
@needs(can_key_paper)
def index(area: Area) -> Page:
    """Every batch with what is left to do in it."""
    page = queries.page_of_batches(area, page_number(flask.request.args.get("page")))
    counts = queries.counts_of([batch.id for batch in page.rows])
    return flask.render_template("paper/staff/index.html", page=page, counts=counts)


@blueprint.route("/make/", methods=["GET", "POST"])
@needs(can_key_paper)
def make(area: Area) -> Page:
    """Make a batch of paper, or a list of phone calls."""
    form = BatchForm()
    subjects = {name: kind.subjects(area, clock.now()) for name, kind in all_kinds().items()}
    form.offer(subjects, places_to_choose(area, clock.today() - PLACES_SINCE))
    if form.validate_on_submit():
        try:
            batch = actions.make_batch(
                area=area,
                kind=kind_of(form.purpose),
                wanted=form.wanted(),
                channel=form.channel(),
                handed_out=form.handed_out.data if form.channel() == "paper" else None,
                by=person().id,
                at=clock.now(),
            )
            return to_batch(batch.id)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("paper/staff/make.html", form=form, any=any(subjects.values()))
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:paper_id>/")
@needs(can_key_paper)
def show(area: Area, paper_id: int) -> Page:
    """One batch: its figures, its sheets, what comes next, and what was changed."""
    batch = batch_or_404(area, paper_id)
    sheets = queries.page_of_sheets(batch, page_number(flask.request.args.get("page")))
    changes = queries.changes_of(batch)
    form = kind_of(batch.purpose).form(area, batch.subject_id, batch.variant)
    return flask.render_template(
        "paper/staff/show.html",
        batch=batch,
        sheets=sheets,
        counts=queries.counts_in(batch),
        left=queries.left_to_check(batch) if batch.state == BatchState.CHECKING else {},
        to_check=queries.next_to_check(batch, person().id),
        to_settle=queries.next_to_settle(batch),
        changes=changes,
        labels={field.key: field.words for field in form.fields},
        names=names_of(_people(batch, sheets.rows, changes)),
        me=person().id,
        outside_from=sign_actions.outside_from(area, batch),
        today=clock.today(),
    )


@blueprint.route("/<int:paper_id>/figures/", methods=["GET", "POST"])
@needs(can_key_paper)
def figures(area: Area, paper_id: int) -> Page:
    """Count what went out, came back and is spoilt."""
    batch, form = batch_or_404(area, paper_id), FiguresForm()
    if not form.is_submitted():
        form.start(batch)
        return flask.render_template("paper/staff/figures.html", batch=batch, form=form)
    if form.validate():
        try:
            actions.change_figures(
                batch=batch, figures=form.figures(), why=form.reason, by=person().id, at=clock.now()
            )
            return to_batch(paper_id)
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template("paper/staff/figures.html", batch=batch, form=form), 422


@blueprint.get("/<int:paper_id>/form/")
@needs(can_key_paper)
def form(area: Area, paper_id: int) -> Page:
    """The form to print: every question, on A4."""
    batch = batch_or_404(area, paper_id)
    paper = kind_of(batch.purpose).form(area, batch.subject_id, batch.variant)
    return flask.render_template("paper/staff/form.html", batch=batch, paper=paper)


@blueprint.post("/<int:paper_id>/finish/")
@needs(can_key_paper)
def finish(area: Area, paper_id: int) -> Page:
    """Every form is keyed."""
    actions.finish_keying(batch=batch_or_404(area, paper_id), by=person().id, at=clock.now())
    return to_batch(paper_id)


@blueprint.post("/<int:paper_id>/check-all/")
@needs(can_key_paper)
def check_all(area: Area, paper_id: int) -> Page:
    """A second person keys every sheet, not only the sample."""
    actions.check_every_sheet(batch=batch_or_404(area, paper_id), by=person().id, at=clock.now())
    return to_batch(paper_id)


@blueprint.post("/<int:paper_id>/sign/")
@needs(can_key_paper)
def sign(area: Area, paper_id: int) -> Page:
    """Sign the batch in my name."""
    batch = batch_or_404(area, paper_id)
    batch = sign_actions.sign(batch=batch, kind=kind_of(batch.purpose), by=person().id, at=clock.now())
    counted = batch.state == BatchState.COUNTED
    flask.flash(
        _("Signed. The forms count now.") if counted else _("Signed. A second person signs next."), "done"
    )
    return to_batch(paper_id)


@blueprint.route("/<int:paper_id>/outside/", methods=["GET", "POST"])
@needs(can_key_paper)
def outside(area: Area, paper_id: int) -> Page:
    """Write down that a named person from outside has looked at the batch."""
    batch, form = batch_or_404(area, paper_id), OutsideForm()
    form.outside.choices = [area.advice_service, *(a.forum for a in all_areas() if a.id != area.id)]
    if form.validate_on_submit():
        sign_actions.sign_for_outside(
            area=area,
            batch=batch,
            kind=kind_of(batch.purpose),
            outside=form.outside.data,
            name=form.name.data,
            by=person().id,
            at=clock.now(),
        )
        flask.flash(_("Signed. The forms count now."), "done")
        return to_batch(paper_id)
    page = flask.render_template("paper/staff/outside.html", batch=batch, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:paper_id>/open-again/", methods=["GET", "POST"])
@needs(can_key_paper)
def open_again(area: Area, paper_id: int) -> Page:
    """Back to keying, with a reason."""
    batch, form = batch_or_404(area, paper_id), WhyForm()
    if form.validate_on_submit():
        try:
            kind = kind_of(batch.purpose)
            actions.open_again(batch=batch, kind=kind, why=form.reason, by=person().id, at=clock.now())
            return to_batch(paper_id)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("paper/staff/open_again.html", batch=batch, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:paper_id>/give-up/", methods=["GET", "POST"])
@needs(can_key_paper)
def give_up(area: Area, paper_id: int) -> Page:
    """The batch never counts, with a reason."""
    batch, form = batch_or_404(area, paper_id), WhyForm()
    if form.validate_on_submit():
        try:
            actions.give_up(batch=batch, why=form.reason, by=person().id, at=clock.now())
            return to_batch(paper_id)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("paper/staff/give_up.html", batch=batch, form=form)
    return (page, 422) if form.is_submitted() else page


def _people(batch: Batch, sheets: list[Sheet], changes: list[Change]) -> set[int]:
    """Everybody whose name stands on the page of a batch."""
    keyers = {each for sheet in sheets for each in (sheet.first_by, sheet.second_by) if each}
    return keyers | {one.person_id for one in batch.signatures} | {change.by for change in changes}


def batch_or_404(area: Area, paper_id: int) -> Batch:
    """A batch of this area, else "not found"."""
    return queries.batch_in(area, paper_id) or flask.abort(404)


def to_batch(paper_id: int) -> Response:
    """Go on at the page of a batch."""
    return flask.redirect(flask.url_for("staff_paper.show", paper_id=paper_id), 303)
