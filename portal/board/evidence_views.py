"""What a promise answers, and the forum's word on it: pages of the staff board."""

import flask
from flask_babel import gettext as _
from wtforms import SelectChoice

from portal.areas.models import Area
from portal.board import actions, answering, staff_views
from portal.board.answerable import LONGEST_NAME, Offered, offered
from portal.board.forms import FindingForm, ReportForm, SigningForm
from portal.board.models import EvidenceKind, Verdict
from portal.board.permissions import can_sign_for_forum, can_write_board
from portal.board.staff_views import Page, entry_or_404, to_entry
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken

blueprint = staff_views.blueprint


@blueprint.route("/<int:entry_id>/evidence/", methods=["GET", "POST"])
@needs(can_write_board)
def evidence(area: Area, entry_id: int) -> Page:
    """Say what the promise answers: released figures, an inspection finding, a report from outside."""
    entry = entry_or_404(area, entry_id)
    chosen, report = FindingForm(), ReportForm()
    things = offered(area)
    chosen.ref.choices = [
        SelectChoice("", str(_("Choose from the list"))),
        *(SelectChoice(one.value, one.words) for one in things),
    ]
    form = report if "words" in flask.request.form else chosen
    if form.is_submitted() and form.validate():
        try:
            kind, ref, words = _wanted(form, things)
            actions.add_evidence(
                entry=entry, kind=kind, ref=ref, words=words, by=person().id, at=clock.now()
            )
            flask.flash(_("It stands beside the promise now."), "done")
            return to_entry(entry.id)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "board/staff/evidence.html", entry=entry, chosen=chosen, report=report, form=form
    )
    return (page, 422) if form.is_submitted() else page


def _wanted(form: FindingForm | ReportForm, things: list[Offered]) -> tuple[EvidenceKind, str, str]:
    if isinstance(form, ReportForm):
        return EvidenceKind.REPORT, form.address.data.strip(), form.words.data.strip()
    chosen = next(one for one in things if one.value == form.ref.data)
    return chosen.kind, chosen.ref, chosen.words[:LONGEST_NAME]


@blueprint.post("/<int:entry_id>/evidence/<int:evidence_id>/remove/")
@needs(can_write_board)
def remove_evidence(area: Area, entry_id: int, evidence_id: int) -> Page:
    """Take one thing off; it stays what it is elsewhere."""
    row = answering.evidence_in(area, evidence_id)
    if row is None or row.entry_id != entry_id:
        flask.abort(404)
    actions.remove_evidence(evidence=row, by=person().id, at=clock.now())
    flask.flash(_("It no longer stands beside the promise."), "done")
    return to_entry(entry_id)


@blueprint.route("/<int:entry_id>/sign/", methods=["GET", "POST"])
@needs(can_sign_for_forum)
def sign(area: Area, entry_id: int) -> Page:
    """The forum says whether a promise is kept, in its own words."""
    entry, form = entry_or_404(area, entry_id), SigningForm()
    if form.validate_on_submit():
        try:
            actions.sign_for_forum(
                entry=entry,
                verdict=Verdict(form.verdict.data),
                words=(form.words.data or "").strip(),
                by=person().id,
                at=clock.now(),
            )
            flask.flash(_("The forum's words are on the board."), "done")
            return to_entry(entry.id)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("board/staff/sign.html", entry=entry, form=form)
    return (page, 422) if form.is_submitted() else page
