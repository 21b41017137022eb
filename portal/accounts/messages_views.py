"""The messages page of an area: which e-mails wait, left or failed, without addresses or words."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.permissions import can_see_machinery
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.outbox import actions, queries
from portal.core.outbox.delivery import post_office
from portal.core.outbox.models import MessageState
from portal.core.paging import page_number

blueprint = flask.Blueprint("staff_messages", __name__, url_prefix="/<area:area>/staff/messages")


@blueprint.get("/")
@needs(can_see_machinery)
def index(area: Area) -> str:
    """What waits, was sent or failed, the newest first."""
    return flask.render_template(
        "accounts/messages/index.html",
        page=queries.page_of_area(area.id, page_number(flask.request.args.get("page"))),
        counts=queries.counts_of(area.id),
        states=MessageState,
        has_server=post_office().folder is None,
    )


@blueprint.get("/<int:message_id>/")
@needs(can_see_machinery)
def show(area: Area, message_id: int) -> str:
    """One message; its words only where it is for staff and lies in the folder."""
    message = queries.message_of(area.id, message_id) or flask.abort(404)
    folder = post_office().folder
    words = folder.read(message.id) if folder and message.for_staff else None
    return flask.render_template(
        "accounts/messages/show.html", message=message, words=words, states=MessageState
    )


@blueprint.post("/<int:message_id>/try-again/")
@needs(can_see_machinery)
def again(area: Area, message_id: int) -> Response:
    """Start over with a message that failed."""
    message = queries.message_of(area.id, message_id) or flask.abort(404)
    actions.try_again(message=message, by=person().id, at=clock.now())
    flask.flash(_("We try to send it again."), "done")
    return flask.redirect(flask.url_for("staff_messages.show", message_id=message.id), 303)
