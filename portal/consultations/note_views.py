"""Pages on which staff key what people said at a table, and learning as counts."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.consultations import queries, staff_views
from portal.consultations.models import Learned
from portal.consultations.note_actions import enter_learning, key_note
from portal.consultations.note_forms import LearningForm, NoteForm, quarter_name
from portal.consultations.permissions import can_key_notes, can_read_learning
from portal.consultations.words import band_name, learned_name
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.places.queries import places_to_choose
from portal.strategies.queries import theme_by_slug, themes
from portal.surveys.results.names import audience_name

blueprint = staff_views.blueprint
Page = str | Response | tuple[str, int]


@blueprint.route("/<int:consultation_id>/notes/", methods=["GET", "POST"])
@needs(can_key_notes)
def notes(area: Area, consultation_id: int) -> Page:
    """Key what people said at a table: it is screened, cleared and sorted like all words of families."""
    found = queries.consultation_in(area, consultation_id) or flask.abort(404)
    form = NoteForm()
    form.offer(places_to_choose(area, found.opens_on))
    if form.validate_on_submit():
        try:
            key_note(area=area, consultation=found, table=form.table(), by=person().id, at=clock.now())
            flask.flash(_("The note is kept. It goes to the people who read feedback."), "done")
            return flask.redirect(flask.url_for(".notes", consultation_id=found.id), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "consultations/staff/notes.html",
        form=form,
        found=found,
        notes=queries.notes_of(found),
        band_name=band_name,
        audience_name=audience_name,
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/learning/", methods=["GET", "POST"])
@needs(can_read_learning)
def learning(area: Area) -> Page:
    """Complaints, mediation and appeals as counts by theme: never a case."""
    form = LearningForm()
    form.offer(themes(), clock.today())
    if form.validate_on_submit():
        try:
            _enter(area, form)
            flask.flash(_("The number is kept."), "done")
            return flask.redirect(flask.url_for(".learning"), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "consultations/staff/learning.html",
        form=form,
        rows=queries.learning_of(area),
        quarter_name=quarter_name,
        learned_name=learned_name,
    )
    return (page, 422) if form.is_submitted() else page


def _enter(area: Area, form: LearningForm) -> None:
    theme = theme_by_slug(form.theme.data)
    if theme is None:
        raise RuleBroken("Choose from the page.", field="theme", status=422)
    enter_learning(
        area=area,
        source=Learned(form.source.data),
        quarter=int(form.quarter.data),
        theme=theme,
        number=form.number.data,
        by=person().id,
        at=clock.now(),
    )
