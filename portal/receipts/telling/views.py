"""The links in these e-mails: each opens a page with a button, for mail scanners open links too."""

import flask
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core.access import anyone
from portal.core.security import csrf
from portal.receipts.telling import actions
from portal.receipts.telling.queries import one_of
from portal.receipts.telling.tokens import Link, number_in

blueprint = flask.Blueprint("tell_me", __name__, url_prefix="/<area:area>/receipt/tell-me")


@blueprint.route("/yes/<token:confirming>/", methods=["GET", "POST"])
@anyone
def confirm(area: Area, confirming: str) -> str | Answered:
    """Opening the link changes nothing; the button on the page confirms the address."""
    one = one_of(area.id, _number(Link.CONFIRM, area, confirming))
    if one is not None and flask.request.method == "POST":
        actions.confirm(one=one)
        return flask.redirect(flask.url_for("tell_me.confirm", confirming=confirming), 303)
    return flask.render_template("tell_me/confirm.html", one=one, confirming=confirming)


@blueprint.route("/stop/<token:stopping>/", methods=["GET", "POST"])
@anyone
def stop(area: Area, stopping: str) -> str:
    """One press ends these e-mails; mailboxes press it by themselves (RFC 8058), so no form token is asked.

    The link's own seal takes its place: who does not have the e-mail cannot make one.
    """
    number = _number(Link.STOP, area, stopping)
    if flask.request.method == "POST":
        actions.stop(number=number)
    stopped = flask.request.method == "POST" or one_of(area.id, number) is None
    return flask.render_template("tell_me/stop.html", stopped=stopped, stopping=stopping)


def _number(link: Link, area: Area, token: str) -> int:
    number = number_in(link, area.id, token)
    if number is None:
        flask.abort(404)
    return number


csrf.exempt(f"{stop.__module__}.{stop.__name__}")
