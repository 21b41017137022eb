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
from portal.insight import actions, feedback_views, queries
from portal.insight.desk import desk_of
from portal.insight.feedback_views import filters_here
from portal.insight.forms import NoteForm, SortForm, TakeOutForm
from portal.insight.permissions import (
    can_clear_feedback,
    can_read_feedback,
    can_sort_feedback,
    can_write_to_senders,
)
from portal.strategies.queries import priorities_of_area, themes

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
        desk=desk_of(area, item, filters),
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


def _held(area: Area, item_id: int) -> FeedbackItem:
    """The item, held until the commit; refuses a page made before its last change."""
    item = queries.item_to_change(area, item_id)
    refuse_stale(item, flask.request.form.get("stamp", ""))
    return item


def _act(area: Area, item_id: int, act: Callable[[FeedbackItem], str]) -> Answer:
    """Do one thing to the item and come back to its page; a refusal is said there."""
    try:
        flask.flash(act(_held(area, item_id)), "done")
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
        item = _held(area, item_id)
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


@blueprint.post("/<int:item_id>/read/")
@needs(can_read_feedback)
def read(area: Area, item_id: int) -> Answer:
    """The words are read; on to the next."""
    return _decide(area, item_id, lambda item: _mark_read(item))


def _mark_read(item: FeedbackItem) -> str:
    actions.mark_read(item=item, by=person().id, at=clock.now())
    return str(_("Read. Here is the next one."))


@blueprint.post("/<int:item_id>/sort/")
@needs(can_sort_feedback)
def sort(area: Area, item_id: int) -> Answer:
    """Keep the themes and priorities; on to the next."""
    return _decide(area, item_id, lambda item: _sort(area, item, _("Saved. Here is the next one.")))


@blueprint.post("/<int:item_id>/clear/")
@needs(can_clear_feedback)
def clear(area: Area, item_id: int) -> Answer:
    """Keep the themes and priorities, say that the words identify nobody; on to the next."""

    def act(item: FeedbackItem) -> str:
        # themes first: they are kept even when a marked detail stands in the way of clearing
        if can_sort_feedback(person(), area):
            _sort(area, item, "")
        actions.clear(item=item, by=person().id, at=clock.now())
        return str(_("Cleared. Here is the next one."))

    return _decide(area, item_id, act)


def _sort(area: Area, item: FeedbackItem, done: str) -> str:
    form = SortForm(formdata=flask.request.form)
    known_themes = {theme.slug: theme for theme in themes()}
    known_priorities = {one.slug: one for one in priorities_of_area(area)}
    form.themes.choices = [(slug, slug) for slug in known_themes]
    form.priorities.choices = [(slug, slug) for slug in known_priorities]
    if not form.validate():
        raise RuleBroken(str(_("Choose themes and priorities from the lists.")), status=422)
    actions.sort_item(
        item=item,
        themes=[known_themes[slug] for slug in form.themes.data or []],
        priorities=[known_priorities[slug] for slug in form.priorities.data or []],
        by=person().id,
        at=clock.now(),
    )
    return done


def _decide(area: Area, item_id: int, act: Callable[[FeedbackItem], str]) -> Answer:
    """Do what was decided and open the next item of the list; a refusal is said on this one's page."""
    try:
        item = _held(area, item_id)
        done = act(item)
    except RuleBroken as broken:
        if broken.status != 422 and not isinstance(broken, Stale):
            raise
        flask.flash(broken.message)
        return back_to(item_id)
    following = queries.next_item(area, filters_here(), item)
    if following is not None:
        flask.flash(done, "done")
        return back_to(following.id)
    flask.flash(_("That was the last one here."), "done")
    return flask.redirect(flask.url_for(".index", **filters_here().in_address()), 303)
