"""The receipt page: what became of what I said, opened by five easy words; go on; put codes together."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import is_wanted, show_page
from portal.core.errors import RuleBroken
from portal.pages.forms import AnswerForm, CodeForm, TellMeForm
from portal.receipts import device
from portal.receipts.actions import join_receipts, note_looked, note_seen
from portal.receipts.guessing import find_receipt
from portal.receipts.models import Receipt
from portal.receipts.queries import receipt_by_id
from portal.receipts.registry import registry
from portal.receipts.showing import ShownAct, acts_on, marks_of
from portal.receipts.telling.actions import wish_to_go_on

blueprint = flask.Blueprint("receipt", __name__, url_prefix="/<area:area>/receipt")
Page = str | Answered | tuple[str, int]


@blueprint.route("/", methods=["GET", "POST"])
@anyone
def show(area: Area) -> Page:
    """Type the five words; with them, see each act and what became of it."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            return _open(area, find_receipt(area, form.code.data, address=flask.request.remote_addr))
        except RuleBroken as broken:
            form.show(broken)
    opened = opened_here(area)
    if opened is not None and flask.request.method != "POST":
        return page_of(area, opened)
    page = show_page("receipt/ask.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _open(area: Area, receipt: Receipt) -> Answered:
    device.open_receipt(area, receipt.id)
    note_looked(receipt=receipt, marks=marks_of(acts_on(area, receipt)))
    return to_page()


def page_of(
    area: Area,
    receipt: Receipt,
    *,
    answer: AnswerForm | None = None,
    answering: int | None = None,
    tell: TellMeForm | None = None,
) -> str:
    """The page of an open receipt; `answer` and `tell` are forms with what was typed and refused."""
    acts = acts_on(area, receipt)
    in_easy_read = any(act.look.is_easy for act in acts if act.look)
    blank = AnswerForm(formdata=None)
    return flask.render_template(
        "receipt/show.html",
        acts=acts,
        easy=is_wanted() or in_easy_read,
        # who answered in Easy Read meets this page in it; others find it by the link
        has_easy_read=not in_easy_read,
        news=sum(said.is_new for act in acts for said in act.said),
        form=answer or tell,
        answer_form=lambda note_id: answer if answer and note_id == answering else blank,
        tell_form=tell or TellMeForm(formdata=None),
    )


@blueprint.post("/seen/")
@anyone
def seen(area: Area) -> Answered:
    """ "I have seen this": what is new now is not new any more."""
    opened = opened_or_404(area)
    note_seen(receipt=opened, marks=marks_of(acts_on(area, opened)))
    return to_page()


@blueprint.post("/go-on/<int:act_id>/")
@anyone
def go_on(area: Area, act_id: int) -> Answered:
    """Go on with answers that were saved, on this device."""
    act = act_here(area, act_id)
    address = registry().kinds[act.kind].go_on(area, act.look.subject_id) if act.look else None
    return flask.redirect(address, 303) if address else to_page()


@blueprint.route("/add/", methods=["GET", "POST"])
@anyone
def add(area: Area) -> Page:
    """Put what was just sent on a code one has already: type it, or take the one used here before."""
    opened = opened_here(area)
    if opened is None:
        return to_page()
    form = CodeForm()
    try:
        other = _wanted(area, form)
        if other is not None:
            return _join(area, opened, into=other)
    except RuleBroken as broken:
        if broken.field != "code":
            raise
        form.show(broken)
    page = flask.render_template("receipt/add.html", form=form, earlier=_earlier(area) is not None)
    return (page, 422) if form.is_submitted() else page


def _wanted(area: Area, form: CodeForm) -> Receipt | None:
    """The receipt that everything shall be on: the one used here before, else the one typed."""
    if flask.request.method == "POST" and "earlier" in flask.request.form:
        return _earlier(area)
    if form.validate_on_submit():
        return find_receipt(area, form.code.data, address=flask.request.remote_addr)
    return None


def _join(area: Area, opened: Receipt, *, into: Receipt) -> Answered:
    wish_to_go_on(area=area, old_id=opened.id, receipt_id=into.id, at=clock.now())
    join_receipts(into=into, other=opened)
    device.open_receipt(area, into.id)
    device.forget_earlier()
    flask.flash(_("It is all on one code now. The other code does not work any more."), "done")
    return to_page()


def _earlier(area: Area) -> Receipt | None:
    number = device.earlier_receipt(area)
    return receipt_by_id(area.id, number) if number is not None else None


@blueprint.post("/close/")
@anyone
def close(area: Area) -> Answered:
    """Close the page on this device."""
    flask.session.clear()
    return to_page()


def to_page() -> Answered:
    """Back to the receipt page, or to the page that asks for the code."""
    return flask.redirect(flask.url_for("receipt.show"), 303)


def opened_here(area: Area) -> Receipt | None:
    """The receipt that is open on this device; held until the commit when something is sent."""
    number = device.opened_receipt(area)
    if number is None:
        return None
    return receipt_by_id(area.id, number, for_update=flask.request.method == "POST")


def opened_or_404(area: Area) -> Receipt:
    """The receipt that is open on this device, else not found."""
    opened = opened_here(area)
    if opened is None:
        flask.abort(404)
    return opened


def act_here(area: Area, act_id: int) -> ShownAct:
    """One act of the receipt that is open here, else not found."""
    found = acts_on(area, opened_or_404(area), only=act_id)
    if not found:
        flask.abort(404)
    return found[0]
