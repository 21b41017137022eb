"""Consultations for staff: the list, one with its count by channel, writing it, its ways, its decision."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.consultations import actions, queries
from portal.consultations.counting import came_in, one_count, ways_to_choose
from portal.consultations.forms import ConsultationForm, OutcomeForm, PointForm, WayForm
from portal.consultations.models import Consultation, Weight
from portal.consultations.permissions import (
    can_key_notes,
    can_read_consultations,
    can_run_consultations,
)
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.surveys.results.figures import Reader

blueprint = flask.Blueprint("staff_consultations", __name__, url_prefix="/<area:area>/staff/consultations")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_read_consultations)
def index(area: Area) -> str:
    """Every consultation, drafts too."""
    return flask.render_template(
        "consultations/staff/index.html",
        consultations=queries.consultations_of(area),
        may_run=can_run_consultations(person(), area),
        today=clock.today(),
    )


@blueprint.route("/add/", methods=["GET", "POST"])
@needs(can_run_consultations)
def add(area: Area) -> Page:
    """Write a new consultation; it stays a draft until it is published."""
    form = ConsultationForm()
    if not form.is_submitted():
        form.start(None)
    elif form.validate():
        try:
            found = actions.add_consultation(
                area=area, details=form.details(), by=person().id, at=clock.now()
            )
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("It is kept as a draft. Add the ways to answer, then publish it."), "done")
            return _to(found.id)
    page = flask.render_template("consultations/staff/edit.html", form=form, found=None)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:consultation_id>/")
@needs(can_read_consultations)
def show(area: Area, consultation_id: int) -> str:
    """One consultation: its ways, one count by channel, its points, and what can be done next."""
    return _page(area, _found(area, consultation_id))


def _page(area: Area, found: Consultation, **forms: WayForm | PointForm | OutcomeForm) -> str:
    point = forms.get("point") or PointForm(formdata=None)
    if isinstance(point, PointForm):
        point.name_weights()
    return flask.render_template(
        "consultations/staff/show.html",
        found=found,
        came=(came := came_in(area, found, Reader(area, person()))),
        counted=one_count(came),
        way_form=forms.get("way") or _way_form(area, None),
        point_form=point,
        outcome_form=forms.get("outcome") or OutcomeForm(formdata=None),
        may_run=can_run_consultations(person(), area),
        may_key=can_key_notes(person(), area),
        today=clock.today(),
    )


@blueprint.route("/<int:consultation_id>/edit/", methods=["GET", "POST"])
@needs(can_run_consultations)
def edit(area: Area, consultation_id: int) -> Page:
    """Change its words and dates."""
    found, form = _found(area, consultation_id), ConsultationForm()
    if not form.is_submitted():
        form.start(found)
    elif form.validate():
        try:
            seen, by = form.seen_version(), person().id
            actions.change_consultation(
                consultation=found, details=form.details(), seen_version=seen, by=by, at=clock.now()
            )
            flask.flash(_("It is saved."), "done")
            return _to(found.id)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("consultations/staff/edit.html", form=form, found=found)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/<int:consultation_id>/publish/")
@needs(can_run_consultations)
def publish(area: Area, consultation_id: int) -> Page:
    """Let everyone read it."""
    found = _found(area, consultation_id)
    seen = OutcomeForm().seen_version()
    actions.publish_consultation(consultation=found, seen_version=seen, by=person().id, at=clock.now())
    flask.flash(_("Everyone can read it now."), "done")
    return _to(found.id)


@blueprint.post("/<int:consultation_id>/ways/")
@needs(can_run_consultations)
def add_way(area: Area, consultation_id: int) -> Page:
    """Add a way to answer."""
    found = _found(area, consultation_id)
    ways = ways_to_choose(area, clock.now())
    form = WayForm()
    form.offer(ways)
    if form.validate():
        chosen = next(one for one in ways if one.value == form.way.data)
        try:
            actions.add_way(consultation=found, way=chosen, by=person().id, at=clock.now())
            return _to(found.id)
        except RuleBroken as broken:
            form.show(broken)
    return _page(area, found, way=form), 422


@blueprint.post("/<int:consultation_id>/ways/<int:way_id>/remove/")
@needs(can_run_consultations)
def remove_way(area: Area, consultation_id: int, way_id: int) -> Page:
    """Take a way to answer off."""
    found = _found(area, consultation_id)
    way = next((one for one in found.ways if one.id == way_id), None) or flask.abort(404)
    actions.remove_way(consultation=found, way=way, by=person().id, at=clock.now())
    return _to(found.id)


@blueprint.post("/<int:consultation_id>/points/")
@needs(can_run_consultations)
def weigh(area: Area, consultation_id: int) -> Page:
    """Write down one main point and how it was weighed."""
    found, form = _found(area, consultation_id), PointForm()
    form.name_weights()
    if not form.validate():
        return _page(area, found, point=form), 422
    actions.weigh(
        consultation=found,
        said=form.said.data.strip(),
        weighed=form.weighed.data.strip(),
        weight=Weight(form.weight.data),
        by=person().id,
        at=clock.now(),
    )
    return _to(found.id)


@blueprint.post("/<int:consultation_id>/points/<int:point_id>/drop/")
@needs(can_run_consultations)
def drop_point(area: Area, consultation_id: int, point_id: int) -> Page:
    """Take a point out before the decision is published."""
    found = _found(area, consultation_id)
    point = next((one for one in found.points if one.id == point_id), None) or flask.abort(404)
    actions.drop_point(consultation=found, point=point, by=person().id, at=clock.now())
    return _to(found.id)


@blueprint.post("/<int:consultation_id>/decision/")
@needs(can_run_consultations)
def decide(area: Area, consultation_id: int) -> Page:
    """Publish the decision together with how the answers were weighed."""
    found, form = _found(area, consultation_id), OutcomeForm()
    if form.validate():
        try:
            _decide(found, form)
            flask.flash(_("The decision is published."), "done")
            return _to(found.id)
        except RuleBroken as broken:
            form.show(broken)
    return _page(area, found, outcome=form), 422


def _decide(found: Consultation, form: OutcomeForm) -> None:
    actions.decide(
        consultation=found,
        outcome=(form.outcome.data or "").strip(),
        easy_outcome=(form.easy_outcome.data or "").strip(),
        seen_version=form.seen_version(),
        by=person().id,
        at=clock.now(),
    )


def _way_form(area: Area, given: None) -> WayForm:
    form = WayForm(formdata=given)
    form.offer(ways_to_choose(area, clock.now()))
    return form


def _found(area: Area, consultation_id: int) -> Consultation:
    return queries.consultation_in(area, consultation_id) or flask.abort(404)


def _to(consultation_id: int) -> Response:
    return flask.redirect(flask.url_for("staff_consultations.show", consultation_id=consultation_id), 303)
