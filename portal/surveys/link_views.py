"""Links to one survey that stay the same from round to round: open to all, or of a place or service.

A service that holds annual reviews gives families its link afterwards. It names the place and nobody:
no account, no name, no day, and the same link for everyone.
"""

from typing import Any

import flask
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone, needs
from portal.core.deployment import site_url
from portal.core.qr import drawn_address
from portal.core.vocabulary import Mode
from portal.places.arriving import arrive
from portal.places.queries import place_by_slug, place_in, places_to_choose
from portal.surveys import queries
from portal.surveys.models import Survey
from portal.surveys.permissions import can_write_surveys

blueprint = flask.Blueprint("survey_links", __name__, url_prefix="/<area:area>/at")
staff = flask.Blueprint(
    "staff_links", __name__, url_prefix="/<area:area>/staff/surveys/<int:survey_id>/links"
)


@blueprint.get("/<slug:place>/<slug:slug>/")
@anyone
def come(area: Area, place: str, slug: str) -> Response:
    """The link of a place to one survey: what is answered here today belongs to the place."""
    found = place_by_slug(area, place)
    if found is None or queries.survey_by_slug(area, slug) is None:
        flask.abort(404)
    if found.is_on(clock.today()):
        arrive(found, area, clock.today())
    return flask.redirect(flask.url_for("surveys.start", slug=slug), 303)


@staff.get("/")
@needs(can_write_surveys)
def index(area: Area, survey_id: int) -> str:
    """The link for everybody, and the link of each place or service."""
    survey = _survey(area, survey_id)
    places = places_to_choose(area, clock.today())
    links = [(place, _address("survey_links.come", place=place.slug, slug=survey.slug)) for place in places]
    shown = {"survey": survey, "title": _title(survey), "links": links}
    everybody = _address("surveys.start", slug=survey.slug)
    return flask.render_template("surveys/staff/links.html", **shown, everybody=everybody)


@staff.get("/<int:place_id>/")
@needs(can_write_surveys)
def slip(area: Area, survey_id: int, place_id: int) -> str:
    """A slip to print for one place: the link as a QR code and in letters."""
    survey = _survey(area, survey_id)
    place = place_in(area, place_id) or flask.abort(404)
    address = _address("survey_links.come", place=place.slug, slug=survey.slug)
    drawing = drawn_address(address, css_class="poster__qr")
    shown = {"survey": survey, "title": _title(survey), "place": place}
    return flask.render_template("surveys/staff/slip.html", **shown, address=address, drawing=drawing)


def _address(endpoint: str, **values: Any) -> str:
    return site_url() + flask.url_for(endpoint, **values)


def _survey(area: Area, survey_id: int) -> Survey:
    return queries.survey_in(area, survey_id) or flask.abort(404)


def _title(survey: Survey) -> str:
    newest = survey.versions[-1]
    return str(newest.text("title", Mode.STANDARD) or newest.text("title", Mode(newest.modes[0])))
