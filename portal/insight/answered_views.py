"""Which promises answer a thing, and which things no promise answers: a page for staff."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.board import actions
from portal.board.permissions import can_see_board_work, can_write_board
from portal.board.queries import entries_to_choose, entry_in
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.insight.answered import one_thing, things_answered

blueprint = flask.Blueprint("staff_answered", __name__, url_prefix="/<area:area>/staff/answered")


@blueprint.get("/")
@needs(can_see_board_work)
def index(area: Area) -> str:
    """One thing with its promises (?of=topic:buses), or everything, what nothing answers first."""
    one = flask.request.args.get("of", "")
    may_write = can_write_board(person(), area)
    return flask.render_template(
        "insight/answered/index.html",
        one=(one_thing(area, person(), one[:600]) or flask.abort(404)) if one else None,
        things=[] if one else things_answered(area),
        choosable=entries_to_choose(area) if one and may_write else [],
    )


@blueprint.post("/beside/")
@needs(can_write_board)
def put_beside(area: Area) -> Response:
    """Put the thing beside a promise."""
    found = one_thing(area, person(), flask.request.form.get("of", "")[:600])
    if found is None:
        flask.flash(_("Choose from the page."))
        return flask.redirect(flask.url_for(".index"), 303)
    chosen = flask.request.form.get("entry", "")
    entry = entry_in(area, int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else 0)
    thing = found.thing
    try:
        if entry is None:
            raise RuleBroken("Choose a promise from the list.")
        actions.add_evidence(
            entry=entry, kind=thing.kind, ref=thing.ref, words=thing.words, by=person().id, at=clock.now()
        )
        flask.flash(_("It stands beside the promise now."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    return flask.redirect(flask.url_for(".index", of=thing.value), 303)
