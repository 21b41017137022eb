"""Figures of who lives here, for officers: typed, brought in a file, changed; and the empty template."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.security import larger_form
from portal.insight.permissions import can_keep_measures
from portal.insight.reach import actions, queries
from portal.insight.reach.dimensions import categories, described
from portal.insight.reach.files import MOST_FAULTS, read_file, template_of
from portal.insight.reach.forms import FiguresForm, FileForm, figures_form
from portal.insight.reach.models import Dimension, Population
from portal.insight.reach.words import totals_that_differ

blueprint = flask.Blueprint("staff_reach_figures", __name__, url_prefix="/<area:area>/staff/reach/figures")
Page = str | Response | tuple[str, int]
# more than a file may have, so that one that is too large gets a sentence of its own
LARGEST_FORM = 20_000_000


@blueprint.route("/", methods=["GET", "POST"])
@larger_form(LARGEST_FORM)
@needs(can_keep_measures)
def index(area: Area) -> Page:
    """All figures by dimension and day; a file brings more, all of it or nothing."""
    form, faults = FileForm(), list[str]()
    if form.validate_on_submit():
        try:
            faults = _take_in(area, form)
            if not faults:
                return flask.redirect(flask.url_for(".index"), 303)
            form.file.errors = [_("Nothing was taken in. See what is wrong below.")]
        except RuleBroken as broken:
            form.show(broken)
    populations = queries.populations_of(area)
    page = flask.render_template(
        "insight/reach/figures.html",
        form=form,
        faults=faults[:MOST_FAULTS],
        more_faults=len(faults) - MOST_FAULTS,
        dimensions=[(one, described(one)) for one in Dimension],
        populations=populations,
        warning=totals_that_differ(populations),
    )
    return (page, 422) if form.is_submitted() else page


def _take_in(area: Area, form: FileForm) -> list[str]:
    content = form.content()
    if content is None:
        raise RuleBroken("Choose a file.", "file")
    read = read_file(area, content)
    if not read.faults:
        added, same = actions.take_in(area=area, found=read.found, by=person().id, at=clock.now())
        said = _(
            "%(added)s sets of figures were added. %(same)s stood here already.", added=added, same=same
        )
        flask.flash(said, "done")
    return read.faults


@blueprint.get("/template/")
@needs(can_keep_measures)
def template(area: Area) -> Response:
    """The CSV file to fill in: every group, no number."""
    headers = {"Content-Disposition": f"attachment; filename=send-figures-{area.slug}.csv"}
    return Response("\ufeff" + template_of(area), mimetype="text/csv", headers=headers)


@blueprint.route("/<slug:dimension>/", methods=["GET", "POST"])
@needs(can_keep_measures)
def add(area: Area, dimension: str) -> Page:
    """Type the figures of one dimension and one day."""
    by = Dimension(dimension) if dimension in set(Dimension) else flask.abort(404)
    form = figures_form(categories(area, by))
    if form.validate_on_submit():
        try:
            brought = form.brought()
            actions.put_figures(area=area, dimension=by, brought=brought, by=person().id, at=clock.now())
            return _kept()
        except RuleBroken as broken:
            form.show(broken)
    return _typed(form, by, None)


@blueprint.route("/<int:population_id>/", methods=["GET", "POST"])
@needs(can_keep_measures)
def edit(area: Area, population_id: int) -> Page:
    """Change figures that are wrong; what stood before is in the audit."""
    found = queries.population_in(area, population_id) or flask.abort(404)
    by = Dimension(found.dimension)
    # a part of the area that is gone keeps its number
    form = figures_form({**{code: code for code in found.by_category}, **categories(area, by)})
    if not form.is_submitted():
        form.start(found)
    elif form.validate():
        try:
            brought, version = form.brought(), form.seen_version()
            actions.change_figures(
                population=found, brought=brought, seen_version=version, by=person().id, at=clock.now()
            )
            return _kept()
        except RuleBroken as broken:
            form.show(broken)
    return _typed(form, by, found)


def _kept() -> Response:
    flask.flash(_("The figures are saved."), "done")
    return flask.redirect(flask.url_for(".index"), 303)


def _typed(form: FiguresForm, dimension: Dimension, population: Population | None) -> Page:
    page = flask.render_template(
        "insight/reach/figures_form.html",
        form=form,
        dimension=dimension,
        described=described(dimension),
        population=population,
    )
    return (page, 422) if form.is_submitted() else page
