"""Quotes on the staff board: what waits for a second person, the bank of approved words, and decisions."""

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.areas.outside import outside_from
from portal.board import evidence_views, quotes
from portal.board.forms import DecisionForm
from portal.board.models import Quote
from portal.board.permissions import can_approve_quotes, can_see_quotes, can_write_board
from portal.board.staff_views import Page, to_entry
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken

blueprint = evidence_views.blueprint


@blueprint.get("/quotes/")
@needs(can_see_quotes)
def quote_list(area: Area) -> str:
    """Words that wait for a second person, and those that stand on the board, by theme."""
    form = DecisionForm(formdata=None)
    form.offer(area)
    return _list(area, form, None)


@blueprint.post("/quotes/<int:board_quote_id>/decide/")
@needs(can_approve_quotes)
def decide_quote(area: Area, board_quote_id: int) -> Page:
    """The second person approves words or sends them back with a note."""
    quote, form = _quote(area, board_quote_id), DecisionForm()
    form.offer(area)
    choice = quotes.Choice(form.approved(), (form.note.data or "").strip()[:1000], form.named())
    try:
        quotes.decide_quote(area=area, quote=quote, choice=choice, by=person().id, at=clock.now())
    except RuleBroken as broken:
        form.show(broken)
        return _list(area, form, quote.id), 422
    done = (
        _("The words stand beside the promise now.") if form.approved() else _("The words are sent back.")
    )
    flask.flash(done, "done")
    return flask.redirect(flask.url_for("staff_board.quote_list"), 303)


@blueprint.post("/quotes/<int:board_quote_id>/drop/")
@needs(can_write_board)
def drop_quote(area: Area, board_quote_id: int) -> Page:
    """Take words off the promise."""
    quote = _quote(area, board_quote_id)
    entry_id = quote.entry_id
    quotes.drop_quote(quote=quote, by=person().id, at=clock.now())
    flask.flash(_("The words no longer stand beside the promise."), "done")
    return to_entry(entry_id)


def _list(area: Area, form: DecisionForm, tried: int | None) -> str:
    waiting, standing = quotes.quotes_waiting(area), quotes.quotes_standing(area)
    return flask.render_template(
        "board/staff/quotes.html",
        waiting=waiting,
        standing=standing,
        readable=quotes.readable(area, [*waiting, *standing]),
        form=form,
        tried=tried,
        outside_from={one.id: outside_from(area, one.chosen_on) for one in waiting},
        today=clock.today(),
        me=person().id,
        may_approve=can_approve_quotes(person(), area),
    )


def _quote(area: Area, quote_id: int) -> Quote:
    return quotes.quote_in(area, quote_id) or flask.abort(404)
