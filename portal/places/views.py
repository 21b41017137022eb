"""What families meet of places: the link on a poster or a table."""

import flask
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.places.arriving import arrive
from portal.places.queries import place_by_slug

blueprint = flask.Blueprint("places", __name__, url_prefix="/<area:area>/at")


@blueprint.get("/<slug:place>/")
@anyone
def come(area: Area, place: str) -> Response:
    """The link of a place: what is answered here today belongs to it. Leads to the open surveys."""
    found = place_by_slug(area, place)
    if found is None:
        flask.abort(404)
    if found.is_on(clock.today()):
        arrive(found, area, clock.today())
    return flask.redirect(flask.url_for("surveys.index"), 303)
