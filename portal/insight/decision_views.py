"""The decisions at the sorting desk: read, sort, clear, and on to the next; and the last one undone."""

from collections.abc import Callable
from dataclasses import dataclass

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.feedback.actions import mark_read
from portal.feedback.models import FeedbackItem
from portal.feedback.stamps import Stale
from portal.insight import choices, claims, feedback_views, keeping, queries, sorting
from portal.insight.desk_views import back_to, held_item
from portal.insight.feedback_views import filters_here
from portal.insight.permissions import can_clear_feedback, can_read_feedback, can_sort_feedback

blueprint = feedback_views.blueprint


@dataclass(frozen=True)
class Done:
    """What was done, in a sentence; `stays`: there is still something to choose on this page."""

    words: str
    news: str = ""
    stays: bool = False


@blueprint.post("/<int:item_id>/read/")
@needs(can_read_feedback)
def read(area: Area, item_id: int) -> Response:
    """The words are read; on to the next."""

    def act(item: FeedbackItem) -> Done:
        mark_read(item=item, by=person().id, at=clock.now())
        return Done(str(_("Read. Here is the next one.")))

    return _decide(area, item_id, act)


@blueprint.post("/<int:item_id>/sort/")
@needs(can_sort_feedback)
def sort(area: Area, item_id: int) -> Response:
    """Keep what is ticked; on to the next."""
    return _decide(area, item_id, lambda item: _sort(area, item, str(_("Saved. Here is the next one."))))


@blueprint.post("/<int:item_id>/clear/")
@needs(can_clear_feedback)
def clear(area: Area, item_id: int) -> Response:
    """Keep what is ticked, say that the words identify nobody; on to the next."""

    def act(item: FeedbackItem) -> Done:
        # themes first: they are kept even when a marked detail stands in the way of clearing
        done = Done(str(_("Cleared. Here is the next one.")))
        if can_sort_feedback(person(), area):
            done = _sort(area, item, done.words)
        if not done.stays:
            sorting.clear(item=item, by=person().id, at=clock.now())
        return done

    return _decide(area, item_id, act)


def _sort(area: Area, item: FeedbackItem, done: str) -> Done:
    claims.refuse_held(item=item, by=person().id, at=clock.now())
    chosen = choices.read_one(area, item, flask.request.form)
    sorting.sort_item(item=item, choice=chosen.choice, by=person().id, at=clock.now())
    return Done(done, chosen.news, chosen.must_choose)


def _decide(area: Area, item_id: int, act: Callable[[FeedbackItem], Done]) -> Response:
    """Do what was decided and open the next item of the list; a refusal is said on this one's page."""
    me, at = person().id, clock.now()
    try:
        item = held_item(area, item_id)
        before = {item: sorting.snapshot(item)}
        done = act(item)
    except RuleBroken as broken:
        if broken.status != 422 and not isinstance(broken, Stale):
            raise
        flask.flash(broken.message)
        return back_to(item_id)
    sorting.keep_step(area=area, before=before, by=me, at=at)
    claims.keep_mine(area=area, by=me, at=at)
    if done.news:
        flask.flash(done.news)
    return back_to(item_id) if done.stays else _next(area, item, done.words)


def _next(area: Area, item: FeedbackItem, done: str) -> Response:
    free = claims.free_for(person().id, clock.now())
    following = queries.next_item(area, filters_here(), item, free)
    if following is not None:
        flask.flash(done, "done")
        return back_to(following.id)
    flask.flash(_("That was the last one here."), "done")
    return flask.redirect(flask.url_for(".index", **filters_here().in_address()), 303)


@blueprint.post("/undo/<int:step_id>/")
@needs(can_sort_feedback)
def undo(area: Area, step_id: int) -> Response:
    """Take back what one did last, to one item or to many."""
    step = keeping.step_of(area, person().id, step_id) or flask.abort(404)
    try:
        done, left = sorting.undo(area=area, step=step, by=person().id, at=clock.now())
    except RuleBroken as broken:
        if broken.status != 422:
            raise
        flask.flash(broken.message)
        return _after_undo(step.items)
    flask.flash(ngettext("%(num)s comment is as before.", "%(num)s comments are as before.", done), "done")
    if left:
        words = ngettext(
            "%(num)s has changed since and stays.", "%(num)s have changed since and stay.", left
        )
        flask.flash(words)
    return _after_undo(step.items)


def _after_undo(items: dict[str, object]) -> Response:
    if len(items) == 1:
        return back_to(int(next(iter(items))))
    return flask.redirect(flask.url_for(".index", **filters_here().in_address()), 303)
