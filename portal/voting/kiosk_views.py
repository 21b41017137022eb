"""A shared tablet at a place: it waits, somebody votes, it thanks, clears and waits for the next.

Its pages have no link that leads away. It asks "Still there?" before a half-made ballot goes.
"""

import flask
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.voting import device, kiosk, queries
from portal.voting.models import Vote

blueprint = flask.Blueprint("kiosk", __name__, url_prefix="/<area:area>/votes/<slug:slug>/kiosk")
Page = str | Answered
# seconds until a page goes on by itself
THANKS, STILL_THERE = 12, 30
EASY = "easy"


@blueprint.get("/")
@anyone
def wait(area: Area, slug: str) -> Page:
    """Waits for the next person, with nothing of the one before; says so when its time is over."""
    vote, here = _vote(area, slug), kiosk.here(area, slug)
    if here is None:
        return flask.redirect(flask.url_for("votes.start", slug=slug), 303)
    _clear(area, slug)
    if here.is_over or not vote.is_open(clock.now()):
        return flask.render_template("kiosk/ended.html", vote=vote, slug=slug, kiosk=True)
    return flask.render_template("kiosk/wait.html", vote=vote, slug=slug, kiosk=True)


@blueprint.post("/")
@anyone
def begin(area: Area, slug: str) -> Page:
    """Somebody begins to vote, in plain words or in Easy Read."""
    vote, here = _vote(area, slug), kiosk.here(area, slug)
    if here is None or here.is_over or not vote.is_open(clock.now()):
        return flask.redirect(flask.url_for("kiosk.wait", slug=slug), 303)
    _clear(area, slug)
    if EASY in flask.request.form:
        flask.session[EASY] = True
    device.begin(area, slug)
    return flask.redirect(flask.url_for("votes.choose", slug=slug), 303)


@blueprint.get("/thanks/")
@anyone
def thanks(area: Area, slug: str) -> Page:
    """The vote was taken; then the tablet waits for the next person."""
    return _for_a_moment("kiosk/thanks.html", area, slug, THANKS)


@blueprint.get("/still-there/")
@anyone
def still_there(area: Area, slug: str) -> Page:
    """Ask before a half-made ballot goes; without an answer it goes."""
    return _for_a_moment("kiosk/still_there.html", area, slug, STILL_THERE)


@blueprint.route("/stop/", methods=["GET", "POST"])
@anyone
def stop(area: Area, slug: str) -> Page:
    """For staff: this tablet is an ordinary one again."""
    vote = _vote(area, slug)
    if flask.request.method == "POST":
        kiosk.stop()
        return flask.redirect(flask.url_for("votes.start", slug=slug), 303)
    return flask.render_template("kiosk/stop.html", vote=vote, slug=slug, kiosk=True)


def _for_a_moment(template: str, area: Area, slug: str, seconds: int) -> Page:
    """A page that goes on to the waiting one by itself, with and without a script."""
    vote, waiting = _vote(area, slug), flask.url_for("kiosk.wait", slug=slug)
    if kiosk.here(area, slug) is None:
        return flask.redirect(waiting, 303)
    page = flask.render_template(template, vote=vote, slug=slug, kiosk=True)
    answered = flask.make_response(page)
    answered.headers["Refresh"] = f"{seconds}; url={waiting}"
    return answered


def _clear(area: Area, slug: str) -> None:
    """Nothing of the person before stays, not even how the words were read."""
    device.forget(area, slug)
    flask.session.pop(EASY, None)


def _vote(area: Area, slug: str) -> Vote:
    return queries.vote_by_slug(area, slug) or flask.abort(404)
