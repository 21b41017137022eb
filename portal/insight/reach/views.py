"""Reach for staff: who answered beside who lives here, and notes on how to reach those who are missing."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs, person
from portal.core.disclosure import rule_sentence
from portal.core.errors import RuleBroken
from portal.insight.permissions import can_export_feedback, can_keep_measures, can_read_numbers
from portal.insight.reach import actions, queries, words
from portal.insight.reach.dimensions import categories, described
from portal.insight.reach.drawing import pair_chart
from portal.insight.reach.forms import NoteForm
from portal.insight.reach.models import Dimension, ReachNote
from portal.insight.reach.reached import figures_for, reached_in
from portal.insight.reach.spans import Span, spans_of
from portal.surveys.results.names import audience_name

blueprint = flask.Blueprint("staff_reach", __name__, url_prefix="/<area:area>/staff/reach")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """One dimension over one span: shares of answers beside shares of people, and the notes."""
    dimension, spans = _dimension(), spans_of(area, clock.now())
    span = _span(spans)
    population = figures_for(queries.populations_of(area), dimension, span) if span else None
    return flask.render_template(
        "insight/reach/index.html",
        dimension=dimension,
        described=described(dimension),
        dimensions=_dimension_chips(dimension, span),
        spans=_span_chips(spans, span, dimension),
        span=span,
        population=population,
        reached=reached_in(area, span, dimension, population) if span else [],
        notes=queries.notes_of(area, dimension),
        labels=categories(area, dimension),
        may_keep=can_keep_measures(person(), area),
        may_export=can_export_feedback(person(), area),
        today=clock.today(),
        rule=rule_sentence(protection_of(area), _),
        audience_name=audience_name,
        pair_chart=pair_chart,
        said=words,
    )


def _dimension() -> Dimension:
    wanted = flask.request.args.get("by", Dimension.LOCALITY.value)
    return Dimension(wanted) if wanted in set(Dimension) else flask.abort(404)


def _span(spans: list[Span]) -> Span | None:
    wanted = flask.request.args.get("span")
    if not wanted:
        return next(iter(spans), None)
    return next((one for one in spans if one.key == wanted), None) or flask.abort(404)


def _dimension_chips(current: Dimension, span: Span | None) -> list[dict[str, object]]:
    return [
        {
            "url": flask.url_for(".index", by=one.value, span=span.key if span else None),
            "text": described(one).name,
            "current": one is current,
        }
        for one in Dimension
    ]


def _span_chips(spans: list[Span], current: Span | None, dimension: Dimension) -> list[dict[str, object]]:
    return [
        {
            "url": flask.url_for(".index", by=dimension.value, span=one.key),
            "text": one.title,
            "current": one is current,
        }
        for one in spans
    ]


@blueprint.route("/notes/<slug:dimension>/", methods=["GET", "POST"])
@needs(can_keep_measures)
def add_note(area: Area, dimension: str) -> Page:
    """Write down a way to reach a group (?group=)."""
    by = _named(dimension)
    form = _note_form(area, by)
    if not form.is_submitted():
        form.category.data = flask.request.args.get("group")
    elif form.validate():
        try:
            details = form.details(by)
            actions.add_note(area=area, details=details, by=person().id, at=clock.now())
            return _to_notes(by, _("The note is added."))
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("insight/reach/note.html", form=form, note=None, dimension=by)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/notes/<int:reach_note_id>/", methods=["GET", "POST"])
@needs(can_keep_measures)
def note(area: Area, reach_note_id: int) -> Page:
    """Change a note, or say what came of it."""
    found = queries.note_in(area, reach_note_id) or flask.abort(404)
    by = Dimension(found.dimension)
    form = _note_form(area, by, found)
    if not form.is_submitted():
        form.start(found)
    elif form.validate():
        try:
            details, version = form.details(by), form.seen_version()
            actions.change_note(
                note=found, details=details, seen_version=version, by=person().id, at=clock.now()
            )
            return _to_notes(by, _("The note is saved."))
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("insight/reach/note.html", form=form, note=found, dimension=by)
    return (page, 422) if form.is_submitted() else page


def _named(dimension: str) -> Dimension:
    return Dimension(dimension) if dimension in set(Dimension) else flask.abort(404)


def _note_form(area: Area, dimension: Dimension, note: ReachNote | None = None) -> NoteForm:
    form, groups = NoteForm(), categories(area, dimension)
    if note is not None:
        # a part of the area that is gone stays what its note is about
        groups = {note.category: note.category, **groups}
    form.offer(groups, {"": _("Nobody yet"), **{role.value: role.value for role in Role}})
    return form


def _to_notes(dimension: Dimension, said: str) -> Response:
    flask.flash(said, "done")
    return flask.redirect(flask.url_for(".index", by=dimension.value) + "#notes", 303)
