"""What the search log says, for staff: reports, one cluster, another website's log."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import reading
from portal.core.errors import RuleBroken
from portal.core.security import larger_form
from portal.local_offer.directory import kinds
from portal.local_offer.log import actions, queries, reading_files, reports, taking_actions
from portal.local_offer.log.forms import LogFileForm, MapForm
from portal.local_offer.log.models import SearchCluster
from portal.local_offer.log.permissions import can_map_searches, can_read_searches
from portal.local_offer.search.queries import vocabulary_of
from portal.strategies.queries import themes

blueprint = flask.Blueprint(
    "staff_searches", __name__, url_prefix="/<area:area>/staff/local-offer/searches"
)
Page = str | Response | tuple[str, int]
LARGEST_FILE = 4 * 1024 * 1024


@blueprint.get("/")
@needs(can_read_searches)
def index(area: Area) -> Page:
    """Searches over time, and the way to each report."""
    months = reports.year_to(clock.today(), _source(area))
    return flask.render_template(
        "log/staff/index.html",
        months=months,
        rows=[(reports.month_name(day), *counts) for day, *counts in queries.by_month(area, months)],
        sources=queries.sources_of(area),
        top=reports.top(area, months),
        missing=reports.nothing(area, months),
        reports=list(reports.REPORTS),
        threshold=queries.THRESHOLD,
        may_map=can_map_searches(person(), area),
    )


@blueprint.get("/reports/<slug:report>/")
@needs(can_read_searches)
def report(area: Area, report: str) -> Page:
    """One report."""
    if report not in reports.REPORTS:
        flask.abort(404)
    months = reports.year_to(clock.today(), _source(area))
    return flask.render_template(
        "log/staff/report.html",
        months=months,
        name=report,
        shown=reports.REPORTS[report](area, months),
        reports=list(reports.REPORTS),
        threshold=queries.THRESHOLD,
        may_map=can_map_searches(person(), area),
    )


@blueprint.route("/clusters/<int:cluster_id>/", methods=["GET", "POST"])
@needs(can_map_searches)
def cluster(area: Area, cluster_id: int) -> Page:
    """One cluster: its figures, its theme and need."""
    found, row = _cluster(area, cluster_id)
    form = _map_form(found)
    if form.validate_on_submit():
        actions.map_cluster(
            area=area,
            cluster=found,
            theme=form.theme.data,
            need=form.need.data,
            by=person().id,
            at=clock.now(),
        )
        flask.flash(_("“%(name)s” is saved.", name=found.label), "done")
        return flask.redirect(flask.url_for("staff_searches.report", report="without-a-theme"), 303)
    page = flask.render_template("log/staff/cluster.html", cluster=found, row=row, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/clusters/<int:cluster_id>/forget/")
@needs(can_map_searches)
def forget(area: Area, cluster_id: int) -> Page:
    """It is a name: its words and counters go."""
    found, _row = _cluster(area, cluster_id)
    actions.forget_cluster(area=area, cluster=found, by=person().id, at=clock.now())
    flask.flash(_("These searches are forgotten."), "done")
    return flask.redirect(flask.url_for("staff_searches.index"), 303)


@blueprint.route("/bring/", methods=["GET", "POST"])
@larger_form(LARGEST_FILE)
@needs(can_map_searches)
def bring(area: Area) -> Page:
    """Take in the log of the area's other website."""
    form = LogFileForm()
    if form.validate_on_submit():
        try:
            return _taken(area, form)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("log/staff/bring.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _map_form(found: SearchCluster) -> MapForm:
    form = MapForm(theme=found.theme, need=found.need)
    form.theme.choices = [
        SelectChoice("", _("None yet")),
        *(SelectChoice(theme.slug, theme.label) for theme in themes()),
    ]
    form.need.choices = [
        SelectChoice("", _("Not known")),
        *(SelectChoice(code, _(words)) for code, words in kinds.needs().items()),
    ]
    return form


def _taken(area: Area, form: LogFileForm) -> Response:
    content, by = form.file.data.read() if form.file.data else b"", person().id
    slug, area_id = area.slug, area.id
    with reading():
        words = vocabulary_of(area_id)
        taken = reading_files.understood(slug, reading_files.lines_of_csv(content), words, clock.today())
    source = form.source.data
    total = taking_actions.take_in(area=area, source=source, lines=taken.lines, by=by, at=clock.now())
    flask.flash(
        _(
            "%(total)s searches are counted. We passed over %(more)s lines.",
            total=total,
            more=taken.passed_over,
        ),
        "done",
    )
    return flask.redirect(flask.url_for("staff_searches.index", source=source), 303)


def _cluster(area: Area, cluster_id: int) -> tuple[SearchCluster, queries.Row | None]:
    found = queries.cluster_in(area, cluster_id) or flask.abort(404)
    return found, queries.one_row(area, cluster_id, reports.year_to(clock.today()))


def _source(area: Area) -> str:
    """The one source that is looked at, "" for all."""
    wanted = flask.request.args.get("source", "")
    return wanted if wanted in queries.sources_of(area) else ""
