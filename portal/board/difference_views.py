"""Readers say whether a promise made a difference, and may add words that only staff read."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.board import device, views
from portal.board.difference_actions import SOURCE_KIND, Told, say_difference, tell_more
from portal.board.difference_forms import DifferenceForm, WordsForm
from portal.board.models import Entry
from portal.board.queries import words_by_id
from portal.board.views import Page, entry_or_404, promise_page
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import is_wanted
from portal.core.errors import RuleBroken
from portal.core.leaving import clear_device
from portal.core.limits import limits
from portal.core.vocabulary import Audience, Mode
from portal.languages import choosing
from portal.receipts.actions import give_receipt, new_code
from portal.receipts.device import open_receipt
from portal.safeguarding.actions import Sender
from portal.safeguarding.calling import offer_call

blueprint = views.blueprint
OFTEN = "60 per hour"
WORDS_OFTEN = "20 per hour"


@blueprint.post("/<slug:promise>/difference/")
@anyone
def difference(area: Area, promise: str) -> Page:
    """Say whether it made a difference: once for each device, without saying who."""
    entry, form = entry_or_404(area, promise), DifferenceForm.named()
    if device.has_answered(entry.id):
        flask.flash(_("You have told us already. Thank you."))
        return flask.redirect(flask.url_for(".show", promise=promise), 303)
    if not form.validate_on_submit():
        return promise_page(entry, form), 422
    limits().spend("difference", OFTEN, address=flask.request.remote_addr)
    say_difference(entry=entry, answer=form.answer.data, at=clock.now())
    device.note_answered(entry.id)
    return flask.redirect(flask.url_for(".words", promise=promise), 303)


@blueprint.route("/<slug:promise>/difference/words/", methods=["GET", "POST"])
@anyone
def words(area: Area, promise: str) -> Page:
    """Thanks, and a private box for words: once for each device, after its answer."""
    entry, form = entry_or_404(area, promise), WordsForm()
    if not device.may_tell(entry.id) or not entry.asks_difference(clock.today()):
        return flask.redirect(flask.url_for(".show", promise=promise), 303)
    if form.validate_on_submit():
        try:
            return _keep(area, entry, form)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("board/words.html", entry=entry, form=form, easy=is_wanted())
    return (page, 422) if form.is_submitted() else page


def _keep(area: Area, entry: Entry, form: WordsForm) -> Response:
    limits().spend("words on a promise", WORDS_OFTEN, address=flask.request.remote_addr)
    at, code = clock.now(), new_code()
    told = Told(
        words=form.words.data or "",
        audience=Audience(form.audience.data),
        mode=Mode.EASY if is_wanted() else Mode.STANDARD,
        language=choosing.shown().code,
    )
    kept = tell_more(area=area, entry=entry, told=told, at=at)
    receipt = give_receipt(area=area, kind=SOURCE_KIND, subject_id=kept.id, words=code, at=at)
    device.note_told(area, entry.id, kept.id, code)
    if receipt:
        open_receipt(area, receipt.id)
    return flask.redirect(flask.url_for(".words_kept", promise=entry.slug), 303)


@blueprint.get("/<slug:promise>/difference/words/kept/")
@anyone
def words_kept(area: Area, promise: str) -> Page:
    """Thanks with the code, what happens now, and the way to leave."""
    entry = entry_or_404(area, promise)
    sent = device.sent_about(area, entry.id)
    if sent is None:
        return flask.redirect(flask.url_for(".show", promise=promise), 303)
    return flask.render_template("board/words_kept.html", entry=entry, code=sent[1], easy=is_wanted())


@blueprint.route("/<slug:promise>/difference/call-back/", methods=["GET", "POST"])
@anyone
def call_back(area: Area, promise: str) -> Page:
    """Everybody who wrote is offered a call, in the same words; the number goes to the lead only."""
    entry = entry_or_404(area, promise)
    sent = device.sent_about(area, entry.id)
    if sent is None or not words_by_id(area, [sent[0]]):
        return flask.redirect(flask.url_for(".show", promise=promise), 303)
    back = flask.url_for(".words_kept", promise=promise)
    return offer_call(area, Sender(SOURCE_KIND, sent[0]), back=back, easy=is_wanted())


@blueprint.post("/<slug:promise>/difference/clear/")
@anyone
def clear(area: Area, promise: str) -> Response:
    """Finish and clear this device: nothing of the words stays on it."""
    entry = entry_or_404(area, promise)
    return clear_device(flask.url_for(".show", promise=entry.slug))
