"""The list as a desk: many sorted at once, a range taken, filters kept under a name."""

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.addresses import LARGEST_ID
from portal.core.errors import RuleBroken
from portal.feedback.models import FeedbackItem
from portal.insight import choices, claims, decision_views, keeping, queries, sorting
from portal.insight.feedback_views import Refused, filters_here, list_page, read_filters
from portal.insight.forms import ViewForm
from portal.insight.permissions import can_read_feedback, can_sort_feedback

blueprint = decision_views.blueprint
MOST = 100
Answer = Response | tuple[str, int]


def _to_list() -> Response:
    return flask.redirect(flask.url_for(".index", **filters_here().in_address()), 303)


@blueprint.post("/sort-many/")
@needs(can_sort_feedback)
def sort_many(area: Area) -> Answer:
    """Put the same on every comment that is ticked; nothing is taken off. It can be undone at once."""
    form = choices.many_form(area, flask.request.form)
    numbers = [int(one) for one in form.items.data or [] if one.isdecimal() and len(one) < 20]
    ticked = sorted({one for one in numbers if one <= LARGEST_ID})[:MOST]
    try:
        chosen = choices.read_many(area, form)
        items = [item for number in ticked if (item := queries.item_if_here(area, number))]
        if not items:
            raise RuleBroken("Tick the comments first. Nothing was changed.", status=422)
    except RuleBroken as broken:
        if broken.status != 422:
            raise
        return _once_more(area, Refused(form, frozenset(ticked), broken.message))
    held = claims.holders([item.id for item in items], person().id, clock.now())
    _sort_all(area, [item for item in items if item.id not in held], chosen.choice)
    if chosen.news:
        flask.flash(chosen.news)
    if held:
        flask.flash(
            ngettext(
                "%(num)s is sorted by someone else now.", "%(num)s are sorted by others now.", len(held)
            )
        )
    return _to_list()


def _once_more(area: Area, refused: Refused) -> Answer:
    """The same list with what was ticked and chosen, and what is wrong about it."""
    form, filters = read_filters(area)
    if filters is None:
        flask.flash(refused.why)
        return _to_list()
    return list_page(area, form, filters, refused), 422


def _sort_all(area: Area, items: list[FeedbackItem], more: sorting.Choice) -> None:
    if not items:
        return
    me, at = person().id, clock.now()
    before = {item: sorting.snapshot(item) for item in items}
    for item in items:
        sorting.sort_item(item=item, choice=sorting.with_more(item, more), by=me, at=at)
    sorting.keep_step(area=area, before=before, by=me, at=at)
    flask.flash(ngettext("%(num)s comment sorted.", "%(num)s comments sorted.", len(items)), "done")


@blueprint.post("/take/")
@needs(can_sort_feedback)
def take(area: Area) -> Response:
    """Take the next comments of this list for half an hour, and open the first."""
    me, at = person().id, clock.now()
    taken = claims.take_next(area=area, filters=filters_here(), by=me, at=at)
    first = queries.first_held(area, filters_here(), me, at) if taken else None
    if first is None:
        flask.flash(_("Nothing here is free. Others sort these words now."))
        return _to_list()
    flask.flash(
        ngettext(
            "You have %(num)s comment for 30 minutes.", "You have %(num)s comments for 30 minutes.", taken
        ),
        "done",
    )
    address = flask.url_for(".show", item_id=first, **filters_here().in_address())
    return flask.redirect(address, 303)


@blueprint.post("/give-back/")
@needs(can_sort_feedback)
def give_back(area: Area) -> Response:
    """Let go of the comments that one holds."""
    claims.let_go(area=area, by=person().id)
    flask.flash(_("Others can sort them now."), "done")
    return _to_list()


@blueprint.post("/views/")
@needs(can_read_feedback)
def keep_view(area: Area) -> Response:
    """Keep the filters of this list under a name."""
    form = ViewForm(formdata=flask.request.form)
    if not form.validate():
        flask.flash("; ".join(str(one) for one in form.name.errors))
        return _to_list()
    try:
        keeping.save_view(area=area, name=form.name.data or "", filters=filters_here(), by=person().id)
        flask.flash(_("The view is kept. Only you see it."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    return _to_list()


@blueprint.post("/views/<int:view_id>/forget/")
@needs(can_read_feedback)
def forget_view(area: Area, view_id: int) -> Response:
    """Keep a view no more."""
    view = keeping.view_of(area, person().id, view_id) or flask.abort(404)
    keeping.forget_view(view=view)
    flask.flash(_("The view is gone. The comments stay as they are."), "done")
    return _to_list()
