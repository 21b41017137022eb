"""For the hall: how many have voted, large, with the event's code; and a tablet made into a kiosk."""

import flask
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.accounts import sessions
from portal.accounts.actions import end_sign_in
from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.qr import drawn_address
from portal.places.models import Place
from portal.places.queries import place_by_slug, place_in
from portal.voting import kiosk, queries, staff_views
from portal.voting.forms import KioskForm
from portal.voting.models import Vote
from portal.voting.permissions import can_confirm_votes, can_run_votes

blueprint = staff_views.blueprint
Page = str | Response | tuple[str, int]
# milliseconds until a screen asks again: an answer that ends at once holds no thread of the server
AGAIN = 3000


@blueprint.get("/<int:vote_id>/count/")
@needs(can_confirm_votes)
def count(area: Area, vote_id: int) -> Page:
    """How many have voted, large, for a screen in the hall, with the code of an event (?place=)."""
    vote, place = _vote(area, vote_id), _event(area)
    return flask.render_template(
        "votes/staff/count.html",
        vote=vote,
        place=place,
        places=queries.places_for(area, vote, clock.today()),
        voted=_voted(vote),
        address=address_of(vote, place),
        drawing=drawn_address(address_of(vote, place), css_class="poster__qr"),
    )


@blueprint.get("/<int:vote_id>/count/stream/")
@needs(can_confirm_votes)
def stream(area: Area, vote_id: int) -> Response:
    """The same number as a server-sent event: one, and then the screen asks again by itself."""
    voted = _voted(_vote(area, vote_id))
    words = ngettext("person has voted", "people have voted", voted)
    said = flask.json.dumps({"voted": voted, "words": words})
    return flask.Response(f"retry: {AGAIN}\ndata: {said}\n\n", mimetype="text/event-stream")


@blueprint.route("/<int:vote_id>/tablet/", methods=["GET", "POST"])
@needs(can_run_votes)
def tablet(area: Area, vote_id: int) -> Page:
    """Make this device a kiosk for a place: it signs its member of staff out, and waits for families."""
    vote, form = _vote(area, vote_id), KioskForm()
    form.offer(queries.places_for(area, vote, clock.today()))
    if form.is_submitted() and not vote.is_open(clock.now()):
        raise RuleBroken("This vote is not open now.")
    if form.validate_on_submit():
        place = place_in(area, form.place.data) if form.place.data else None
        return _as_kiosk(area, vote, place)
    page = flask.render_template("votes/staff/tablet.html", vote=vote, form=form, at=clock.now())
    return (page, 422) if form.is_submitted() else page


def _as_kiosk(area: Area, vote: Vote, place: Place | None) -> Response:
    audit.record(
        act="started tablet",
        by=person().id,
        area=area.id,
        at=clock.now(),
        subject=("vote", vote.id),
        name=vote.title,
        place=place.name if place else "",
    )
    number = sessions.end()
    if number is not None:
        end_sign_in(sign_in_id=number)
    kiosk.start(area, vote.slug, place.id if place else None, clock.today())
    return flask.redirect(flask.url_for("kiosk.wait", slug=vote.slug), 303)


def address_of(vote: Vote, place: Place | None = None) -> str:
    """The address families open: with a place, what is sent there counts for its event."""
    if place is None:
        return flask.url_for("votes.start", slug=vote.slug, _external=True)
    return flask.url_for("votes.arrive", slug=vote.slug, place=place.slug, _external=True)


def _event(area: Area) -> Place | None:
    slug = flask.request.args.get("place", "")
    return place_by_slug(area, slug) if slug else None


def _voted(vote: Vote) -> int:
    return queries.how_many_voted([vote.id]).get(vote.id, 0)


def _vote(area: Area, vote_id: int) -> Vote:
    return queries.vote_in(area, vote_id) or flask.abort(404)
