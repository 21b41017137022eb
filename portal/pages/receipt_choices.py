"""What the holder of a code decides on the receipt page: quoting, taking back, answering a note."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import is_wanted
from portal.core.errors import RuleBroken
from portal.core.limits import limits
from portal.pages import receipt_views
from portal.pages.forms import AnswerForm, TellMeForm
from portal.pages.receipt_views import Page, act_here, opened_or_404, page_of, to_page
from portal.receipts.actions import permit_quotes, withdraw_act
from portal.receipts.models import Receipt
from portal.receipts.note_actions import answer_note
from portal.receipts.queries import note_of
from portal.receipts.registry import registry
from portal.receipts.showing import ShownAct, acts_on
from portal.receipts.telling.actions import wish_to_be_told
from portal.surveys.responses.device import ANSWERING

blueprint = receipt_views.blueprint
ASKED_HERE = "20 per hour"
ASKED_FOR_ONE = "3 per day"


@blueprint.post("/quote/<int:act_id>/")
@anyone
def quote(area: Area, act_id: int) -> Answered:
    """Give permission to quote the words of one act, or take it away; "no" until someone says yes."""
    act = act_here(area, act_id)
    allowed = flask.request.form.get("quote") == "yes"
    permit_quotes(items=[said.item for said in act.said], allowed=allowed)
    flask.flash(
        _("Thank you. You may change your mind at any time.") if allowed else _("We will not quote you."),
        "done",
    )
    # where the done page asked, the person goes on there
    finished = flask.request.form.get("finished", "")
    return flask.redirect(finished, 303) if finished in _done_pages() else to_page()


def _done_pages() -> set[str]:
    """The done pages of what this device holds: no other address is followed."""
    held = flask.session.get(ANSWERING, {})
    return {flask.url_for("responses.done", slug=place.partition("/")[2]) for place in held}


@blueprint.route("/take-back/<int:act_id>/", methods=["GET", "POST"])
@anyone
def withdraw(area: Area, act_id: int) -> Page:
    """Ask once more, then take one act back; one that was taken back already says so."""
    act = act_here(area, act_id)
    if act.look is None:
        flask.flash(_("You have taken these back already."))
        return to_page()
    if flask.request.method != "POST":
        return flask.render_template(
            "receipt/withdraw.html", acts=[act], easy=is_wanted() or act.look.is_easy
        )
    _take_back(area, opened_or_404(area), [act])
    flask.flash(_("Your answers are taken back."), "done")
    return to_page()


@blueprint.route("/take-back/", methods=["GET", "POST"])
@anyone
def withdraw_all(area: Area) -> Page:
    """Ask once more, then take everything on this code back."""
    opened = opened_or_404(area)
    acts = [act for act in acts_on(area, opened) if act.look and not act.look.stays]
    if not acts:
        flask.flash(_("You have taken everything back already."))
        return to_page()
    if flask.request.method != "POST":
        easy = is_wanted() or any(act.look.is_easy for act in acts if act.look)
        return flask.render_template("receipt/withdraw.html", acts=acts, easy=easy, all=True)
    _take_back(area, opened, acts)
    flask.flash(_("Everything is taken back."), "done")
    return to_page()


def _take_back(area: Area, receipt: Receipt, acts: list[ShownAct]) -> None:
    rows = {act.id: act for act in receipt.acts}
    for act in acts:
        subject_id = withdraw_act(act=rows[act.number], title=act.title, at=clock.now())
        registry().kinds[act.kind].take_back(area, subject_id)


@blueprint.post("/tell-me/")
@anyone
def tell_me(area: Area) -> Page:
    """Leave an e-mail address that is told when this page changes; a link in an e-mail confirms it."""
    opened = opened_or_404(area)
    form = TellMeForm()
    if not form.validate():
        return page_of(area, opened, tell=form), 422
    limits().spend("tell me", ASKED_HERE, address=flask.request.remote_addr)
    # nobody's mailbox may be filled by somebody else; the store keeps a keyed hash of the day
    limits().spend("tell me address", ASKED_FOR_ONE, address=f"mail {form.email.data.lower()}")
    wish_to_be_told(area=area, receipt_id=opened.id, email=form.email.data, at=clock.now())
    flask.flash(_("Look in your email. Open the link in it, and press the button there."), "done")
    return to_page()


@blueprint.post("/answer/<int:note_id>/")
@anyone
def answer(area: Area, note_id: int) -> Page:
    """Answer a note from staff, once."""
    opened = opened_or_404(area)
    act = _act_with_note(acts_on(area, opened), note_id)
    found = note_of(area, note_id)
    if act is None or act.look is None or found is None:
        flask.abort(404)
    note, item = found
    form = AnswerForm()
    sender = act.look.subject_id
    try:
        answer_note(
            area=area, note=note, item=item, words=form.words.data or "", sender=sender, at=clock.now()
        )
    except RuleBroken as broken:
        if broken.field is None:
            flask.flash(broken.message)
            return to_page()
        form.show(broken)
        return page_of(area, opened, answer=form, answering=note_id), 422
    flask.flash(_("We have your answer."), "done")
    return to_page()


def _act_with_note(acts: list[ShownAct], note_id: int) -> ShownAct | None:
    """The act on this receipt whose words a note is about."""
    notes = {note.note.id: act for act in acts for said in act.said for note in said.notes}
    return notes.get(note_id)
