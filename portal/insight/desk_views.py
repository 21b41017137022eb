"""The sorting desk: the page of one item, and each thing an officer does to it by a button."""

from collections.abc import Callable
from typing import Any

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.board.answering import entries_answering
from portal.board.models import EvidenceKind
from portal.board.permissions import can_write_board
from portal.board.queries import entries_to_choose
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.words import WordsReport
from portal.feedback import taking_out
from portal.feedback.actions import open_again
from portal.feedback.models import FeedbackItem
from portal.feedback.names import reason_name
from portal.feedback.stamps import Stale, refuse_stale
from portal.insight import feedback_views, queries
from portal.insight.desk import desk_of
from portal.insight.feedback_views import filters_here
from portal.insight.forms import NoteForm, TakeOutForm
from portal.insight.permissions import (
    can_clear_feedback,
    can_read_feedback,
    can_sort_feedback,
    can_write_to_senders,
)

blueprint = feedback_views.blueprint
Answer = str | Response | tuple[str, int]


@blueprint.get("/<int:item_id>/")
@needs(can_read_feedback)
def show(area: Area, item_id: int) -> Answer:
    """The words with details masked, where they come from, and what may be done."""
    item = queries.item_to_show(area, item_id) or flask.abort(404)
    return page_of_item(area, item)


def page_of_item(
    area: Area,
    item: FeedbackItem,
    *,
    form: TakeOutForm | None = None,
    note_form: NoteForm | None = None,
    report: WordsReport | None = None,
) -> str:
    """The desk for one item; the forms hold what was typed and refused, `report` what is hard in a note."""
    filters = filters_here()
    return flask.render_template(
        "insight/feedback/show.html",
        desk=desk_of(area, item, filters, person().id),
        item=item,
        filters=filters,
        form=form or _take_out_form(None),
        note_form=note_form or NoteForm(formdata=None),
        report=report,
        **_promises(area, item),
        may_write=can_write_to_senders(person(), area),
        may_clear=can_clear_feedback(person(), area),
        may_sort=can_sort_feedback(person(), area),
        to=lambda act, **more: flask.url_for(f".{act}", item_id=item.id, **more, **filters.in_address()),
    )


def _promises(area: Area, item: FeedbackItem) -> dict[str, Any]:
    """The promises that answer the words, and those they can be put beside."""
    may_write, ref = can_write_board(person(), area), str(item.id)
    return {
        "promises": entries_answering(area, EvidenceKind.FEEDBACK, [ref]).get(ref, []),
        "choosable": entries_to_choose(area) if may_write else [],
        "may_promise": may_write,
    }


def _take_out_form(given: Any) -> TakeOutForm:
    form = TakeOutForm(formdata=given)
    form.reason.choices = [(reason, reason_name(reason)) for reason in taking_out.REASONS]
    return form


def held_item(area: Area, item_id: int) -> FeedbackItem:
    """The item, held until the commit; refuses a page made before its last change."""
    item = queries.item_to_change(area, item_id)
    refuse_stale(item, flask.request.form.get("stamp", ""))
    return item


def _act(area: Area, item_id: int, act: Callable[[FeedbackItem], str]) -> Answer:
    """Do one thing to the item and come back to its page; a refusal is said there."""
    try:
        flask.flash(act(held_item(area, item_id)), "done")
    except Stale as stale:
        flask.flash(stale.message)
    except RuleBroken as broken:
        if broken.status != 422:
            raise
        flask.flash(broken.message)
    return back_to(item_id)


def back_to(item_id: int) -> Response:
    """The page of an item, with the filters it was reached by."""
    address = flask.url_for(".show", item_id=item_id, **filters_here().in_address())
    return flask.redirect(address, 303)


@blueprint.post("/<int:item_id>/take-out/")
@needs(can_clear_feedback)
def take_out(area: Area, item_id: int) -> Answer:
    """Take typed words out, wherever they stand; what was typed stays on the page when refused."""
    form = _take_out_form(flask.request.form)
    try:
        item = held_item(area, item_id)
        if form.validate():
            _take_out(item, form)
            return back_to(item_id)
    except Stale as stale:
        flask.flash(stale.message)
        return back_to(item_id)
    except RuleBroken as broken:
        if broken.status != 422:
            raise
        form.show(broken)
    return page_of_item(area, item, form=form), 422


def _take_out(item: FeedbackItem, form: TakeOutForm) -> None:
    number = taking_out.take_out_words(
        item=item, typed=form.words.data, reason=form.reason.data, by=person().id, at=clock.now()
    )
    flask.flash(ngettext("Taken out in %(num)s place.", "Taken out in %(num)s places.", number), "done")


@blueprint.post("/<int:item_id>/take-out-details/")
@needs(can_clear_feedback)
def take_out_details(area: Area, item_id: int) -> Answer:
    """Take one marked detail out, or all of them."""
    start = flask.request.form.get("start", type=int)

    def act(item: FeedbackItem) -> str:
        number = taking_out.take_out_details(item=item, start=start, by=person().id, at=clock.now())
        return str(ngettext("%(num)s detail taken out.", "%(num)s details taken out.", number))

    return _act(area, item_id, act)


@blueprint.post("/<int:item_id>/put-back/<int:redaction_id>/")
@needs(can_clear_feedback)
def put_back(area: Area, item_id: int, redaction_id: int) -> Answer:
    """Put words back that were taken out."""

    def act(item: FeedbackItem) -> str:
        taking_out.put_back(item=item, redaction_id=redaction_id, by=person().id, at=clock.now())
        return str(_("The words are back."))

    return _act(area, item_id, act)


@blueprint.post("/<int:item_id>/open-again/")
@needs(can_clear_feedback)
def reopen(area: Area, item_id: int) -> Answer:
    """Take the clearing back."""

    def act(item: FeedbackItem) -> str:
        open_again(item=item, by=person().id, at=clock.now())
        return str(_("Open again. These words leave in no file until they are cleared."))

    return _act(area, item_id, act)
