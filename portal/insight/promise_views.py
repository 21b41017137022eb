"""From the sorting desk to the board: words are put beside a promise, and their sender hears of it."""

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.board import actions
from portal.board.answering import kind_of_words
from portal.board.models import Entry
from portal.board.permissions import can_write_board
from portal.board.queries import entry_in
from portal.board.quotes import choose_quote
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.filters import long_date
from portal.feedback.actions import mark_read
from portal.feedback.models import FeedbackItem
from portal.insight import note_views, queries
from portal.insight.desk_views import Answer, back_to
from portal.surveys.results.names import audience_name

blueprint = note_views.blueprint


@blueprint.post("/<int:item_id>/promise/")
@needs(can_write_board)
def promise(area: Area, item_id: int) -> Answer:
    """Put the words beside a promise: only their kind and day stand there, never the words."""
    item = queries.item_to_change(area, item_id)
    entry = _chosen(area)
    if entry is None:
        flask.flash(_("Choose a promise from the list."))
        return back_to(item_id)
    try:
        _put_beside(entry, area, item)
    except RuleBroken as broken:
        flask.flash(broken.message)
    return back_to(item_id)


def _chosen(area: Area) -> Entry | None:
    chosen = flask.request.form.get("entry", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else 0
    return entry_in(area, number)


def _put_beside(entry: Entry, area: Area, item: FeedbackItem) -> None:
    """As a quote that waits for a second person, or as evidence that nobody else reads."""
    by, at = person().id, clock.now()
    if flask.request.form.get("as") == "quote":
        choose_quote(entry=entry, area=area, item=item, by=by, at=at)
        flask.flash(_("A second person must say yes before these words are shown."), "done")
        return
    words = f"{audience_name(item.audience)}, {long_date(item.received_on)}"
    kind = kind_of_words(area, item.id)
    # who puts words beside a promise has read them, and the receipt says so
    mark_read(item=item, by=by, at=at)
    actions.add_evidence(entry=entry, kind=kind, ref=str(item.id), words=words, by=by, at=at)
    flask.flash(_("These words stand beside “%(title)s” now.", title=entry.title), "done")
