"""The receipt page: what became of what I said, go on, take it back; opened by five easy words."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.codes.words import WordProblem, read_words
from portal.core.access import anyone
from portal.core.easy_read import show_page
from portal.core.limits import limits
from portal.pages.forms import CodeForm
from portal.pages.receipt_acts import Act, act_of, acts_of
from portal.receipts.actions import WORDS, code_hash
from portal.receipts.models import Receipt
from portal.receipts.queries import receipt_by_hash, receipt_by_id
from portal.surveys.responses import device
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import ResponseState

blueprint = flask.Blueprint("receipt", __name__, url_prefix="/<area:area>/receipt")
WRONG_HERE = "20 per hour"
WRONG_IN_ALL = "2000 per hour"


@blueprint.route("/", methods=["GET", "POST"])
@anyone
def show(area: Area) -> str | Answered | tuple[str, int]:
    """Type the five words; with them, see each act and what became of it."""
    form = CodeForm()
    if form.validate_on_submit():
        receipt = _find(area, form)
        if receipt is not None:
            device.open_receipt(area, receipt.id)
            return flask.redirect(flask.url_for("receipt.show"), 303)
    opened = _opened(area)
    if opened is not None and flask.request.method != "POST":
        return flask.render_template("receipt/show.html", acts=acts_of(area, opened))
    page = show_page("receipt/ask.html", form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/go-on/<int:act_id>/")
@anyone
def go_on(area: Area, act_id: int) -> Answered:
    """Go on with answers that were saved, on this device."""
    act = _act(area, act_id)
    slug = act.response.wave.survey.slug
    device.forget(area, slug)  # the code of other answers to this survey is not the code of these
    device.hold(area, slug, act.response.id)
    if act.response.state != ResponseState.BEGUN:
        return flask.redirect(flask.url_for("receipt.show"), 303)
    return flask.redirect(flask.url_for("responses.question", slug=slug, key=act.next_key), 303)


@blueprint.route("/take-back/<int:act_id>/", methods=["GET", "POST"])
@anyone
def withdraw(area: Area, act_id: int) -> str | Answered:
    """Ask once more, then take the answers back."""
    act = _act(area, act_id)
    if flask.request.method != "POST":
        return flask.render_template("receipt/withdraw.html", act=act)
    device.forget(area, act.response.wave.survey.slug)
    take_back(response=act.response)
    flask.flash(_("Your answers are taken back."), "done")
    return flask.redirect(flask.url_for("receipt.show"), 303)


@blueprint.post("/close/")
@anyone
def close(area: Area) -> Answered:
    """Close the page on this device."""
    device.clear()
    return flask.redirect(flask.url_for("receipt.show"), 303)


def _find(area: Area, form: CodeForm) -> Receipt | None:
    """The receipt of what was typed; a wrong guess is counted, a right one never."""
    read = read_words(form.code.data, WORDS)
    address = flask.request.remote_addr
    if isinstance(read, WordProblem):
        form.code.errors = [*form.code.errors, _unreadable(read)]
        return None
    limits().allow("wrong code", WRONG_HERE, address=address)
    limits().allow("wrong code", WRONG_IN_ALL, address=None)
    receipt = receipt_by_hash(area.id, code_hash(area, read))
    if receipt is None:
        limits().spend("wrong code", WRONG_IN_ALL, address=None)
        limits().spend("wrong code", WRONG_HERE, address=address)
        form.code.errors = [
            *form.code.errors,
            _("We cannot find that code. Check each word, and try again."),
        ]
    return receipt


def _unreadable(problem: WordProblem) -> str:
    if problem.position is None:
        return str(_("Your code has five words. Type all of them."))
    place, word = problem.position, problem.typed
    return str(
        _("We do not know word %(place)s, “%(word)s”. Check how it is spelled.", place=place, word=word)
    )


def _opened(area: Area) -> Receipt | None:
    number = device.opened_receipt(area)
    return receipt_by_id(area.id, number) if number is not None else None


def _act(area: Area, act_id: int) -> Act:
    opened = _opened(area)
    act = act_of(area, opened, act_id) if opened else None
    if act is None:
        flask.abort(404)
    return act
