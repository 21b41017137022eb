"""Measures for staff: every measure of a plan with its values, one measure, and how commitments stand."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs, person
from portal.core.disclosure import rule_sentence
from portal.core.errors import RuleBroken
from portal.core.security import larger_form
from portal.insight.measure_charts import chart_of_figures, chart_of_series
from portal.insight.measure_files import LARGEST_FILE, figures_in
from portal.insight.measure_forms import AimForm, FigureForm, FileForm, UpdateForm
from portal.insight.measure_words import (
    change_words,
    commitment_state_kind,
    commitment_state_name,
    counted_words,
)
from portal.insight.measures import Followed, follow
from portal.insight.permissions import can_keep_measures, can_read_numbers
from portal.strategies import tracking_actions as actions
from portal.strategies import tracking_queries as queries
from portal.strategies.models import Commitment, Measure, Strategy
from portal.strategies.queries import measures_of, priorities_of, strategies_of
from portal.strategies.tracking_models import CommitmentState
from portal.surveys.results.figures import Reader
from portal.surveys.results.permissions import may_read
from portal.surveys.results.queries import rounds_of

blueprint = flask.Blueprint("staff_measures", __name__, url_prefix="/<area:area>/staff/measures")
Page = str | Response | tuple[str, int]


def followed(area: Area, measures: list[Measure]) -> list[Followed]:
    """These measures over every round that this person may read."""
    at = clock.now()
    rounds = may_read(person(), area, rounds_of(area, at), at)
    waves = [wave for one in rounds for wave in one.waves]
    return follow(area, Reader(area, person()), measures, waves, at)


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """Every measure and commitment of one plan: the newest, or the one in the address."""
    plans = strategies_of(area)
    plan = _plan(plans)
    priorities = priorities_of(plan) if plan else []
    commitments = queries.every_commitment(plan) if plan else []
    return flask.render_template(
        "insight/measures/index.html",
        plan=plan,
        chips=_chips(plans, plan),
        priorities=priorities,
        followed=followed(area, measures_of(priorities)),
        commitments=commitments,
        updates=queries.updates_of(commitments),
        may_keep=can_keep_measures(person(), area),
        rule=rule_sentence(protection_of(area), _),
        **WORDS,
    )


WORDS = {
    "change_words": change_words,
    "counted_words": counted_words,
    "state_name": commitment_state_name,
    "state_kind": commitment_state_kind,
}


def _plan(plans: list[Strategy]) -> Strategy | None:
    wanted = flask.request.args.get("plan")
    if not wanted:
        return next(iter(plans), None)
    return next((one for one in plans if one.slug == wanted), None) or flask.abort(404)


def _chips(plans: list[Strategy], current: Strategy | None) -> list[dict[str, object]]:
    return [
        {
            "url": flask.url_for(".index", plan=one.slug),
            "text": f"{one.starts}–{one.ends}",
            "current": one is current,
        }
        for one in plans
    ]


@blueprint.get("/<slug:measure>/")
@needs(can_read_numbers)
def show(area: Area, measure: str) -> str:
    """One measure: its values by group and round, the figures of services, and forms to add to them."""
    aim = AimForm()
    found = _measure(area, measure)
    aim.start(queries.aims_of([found]).get(found.id))
    return _page(area, found, FigureForm(), aim)


def _page(area: Area, measure: Measure, figure: FigureForm, aim: AimForm) -> str:
    (one,) = followed(area, [measure])
    return flask.render_template(
        "insight/measures/show.html",
        one=one,
        form=figure,
        aim=aim,
        chart_of_series=chart_of_series,
        chart_of_figures=chart_of_figures,
        may_keep=can_keep_measures(person(), area),
        rule=rule_sentence(protection_of(area), _),
        **WORDS,
    )


def _measure(area: Area, slug: str) -> Measure:
    return queries.measure_by_slug(area, slug) or flask.abort(404)


def _back(measure: Measure) -> Response:
    return flask.redirect(flask.url_for(".show", measure=measure.slug), 303)


@blueprint.post("/<slug:measure>/figures/")
@needs(can_keep_measures)
def add(area: Area, measure: str) -> Page:
    """Add a figure of services."""
    found, form, aim = _measure(area, measure), FigureForm(), AimForm(formdata=None)
    if form.validate():
        try:
            actions.add_figure(
                area=area, measure=found, brought=form.brought(), by=person().id, at=clock.now()
            )
            return _back(found)
        except RuleBroken as broken:
            form.show(broken)
    aim.start(queries.aims_of([found]).get(found.id))
    return _page(area, found, form, aim), 422


@blueprint.post("/<slug:measure>/aim/")
@needs(can_keep_measures)
def aim(area: Area, measure: str) -> Page:
    """Say what the figure is counted in, which way is better, and the target."""
    found, form = _measure(area, measure), AimForm()
    if form.validate():
        try:
            version, by, at = form.seen_version(), person().id, clock.now()
            actions.set_aim(area=area, measure=found, aim=form.said(), seen_version=version, by=by, at=at)
            return _back(found)
        except RuleBroken as broken:
            form.show(broken)
    return _page(area, found, FigureForm(formdata=None), form), 422


@blueprint.post("/<slug:measure>/figures/<int:figure_id>/take-out/")
@needs(can_keep_measures)
def take_out(area: Area, measure: str, figure_id: int) -> Response:
    """Take out a figure that is wrong."""
    found = _measure(area, measure)
    figure = queries.figure_in(found, figure_id) or flask.abort(404)
    actions.take_out_figure(area=area, measure=found, figure=figure, by=person().id, at=clock.now())
    flask.flash(_("The figure is taken out."), "done")
    return _back(found)


@blueprint.route("/file/", methods=["GET", "POST"])
@larger_form(LARGEST_FILE + 10_000)
@needs(can_keep_measures)
def bring(area: Area) -> Page:
    """Bring many figures of services in a CSV file: all of them, or none."""
    form = FileForm()
    if form.validate_on_submit():
        try:
            _take_in(area, form)
            return flask.redirect(flask.url_for(".index"), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("insight/measures/file.html", form=form, largest=LARGEST_FILE)
    return (page, 422) if form.is_submitted() else page


def _take_in(area: Area, form: FileForm) -> None:
    content = form.content()
    if content is None:
        raise RuleBroken("Choose a file.", "file")
    found = figures_in(area, content, is_public=form.is_public.data)
    added, same = actions.add_figures(area=area, found=found, by=person().id, at=clock.now())
    said = _("%(added)s figures were added. %(same)s stood here already.", added=added, same=same)
    flask.flash(said, "done")


@blueprint.get("/commitments/<slug:commitment>/")
@needs(can_read_numbers)
def commitment(area: Area, commitment: str) -> str:
    """How one commitment stands, and everything said of it before."""
    form = UpdateForm()
    form.dated.data = clock.today()
    return _commitment_page(area, _commitment(area, commitment), form)


@blueprint.post("/commitments/<slug:commitment>/")
@needs(can_keep_measures)
def update(area: Area, commitment: str) -> Page:
    """Say how a commitment stands."""
    found, form = _commitment(area, commitment), UpdateForm()
    form.offer()
    if form.validate():
        try:
            actions.add_update(
                area=area,
                commitment=found,
                state=CommitmentState(form.state.data),
                words=form.words.data,
                dated=form.dated.data,
                by=person().id,
                at=clock.now(),
            )
            return flask.redirect(flask.url_for(".commitment", commitment=found.slug), 303)
        except RuleBroken as broken:
            form.show(broken)
    return _commitment_page(area, found, form), 422


def _commitment(area: Area, slug: str) -> Commitment:
    return queries.commitment_by_slug(area, slug) or flask.abort(404)


def _commitment_page(area: Area, commitment: Commitment, form: UpdateForm) -> str:
    form.offer()
    return flask.render_template(
        "insight/measures/commitment.html",
        commitment=commitment,
        updates=queries.updates_of([commitment]).get(commitment.id, []),
        form=form,
        may_keep=can_keep_measures(person(), area),
        **WORDS,
    )
