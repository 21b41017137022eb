"""The addresses of the directory as Open Referral UK 3.0: open to every page on the web, without a key."""

import flask

from portal.areas.models import Area
from portal.core.access import anyone
from portal.core.paging import page_number
from portal.local_offer.directory.kinds import DAYS
from portal.local_offer.oruk import queries
from portal.local_offer.oruk.queries import Wanted
from portal.local_offer.oruk.shapes import VERSION, service_shape, wrapper
from portal.strategies.queries import themes

blueprint = flask.Blueprint("oruk", __name__, url_prefix="/api/oruk/v3/<area:area>")
USUAL, MOST = 50, 100
LONGEST = 100  # letters of a filter
PROFILE = "https://docs.openreferraluk.org/"


@blueprint.after_request
def open_to_all(response: flask.Response) -> flask.Response:
    """Any page on the web may read it (CORS); it holds nothing of the reader."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/")
@anyone
def index(area: Area) -> flask.Response:
    """What this is: the version and profile of the data."""
    return flask.jsonify({"version": VERSION, "profile": PROFILE, "publisher": area.partnership})


@blueprint.get("/services/", strict_slashes=False)
@anyone
def services(area: Area) -> flask.Response:
    """A page of services. Filters: search, taxonomy, minimum_age, maximum_age, day; page, per_page."""
    asked = flask.request.args
    wanted = Wanted(
        words=_text("search"),
        term=_text("taxonomy"),
        min_age=_whole("minimum_age"),
        max_age=_whole("maximum_age"),
        day=day if (day := _text("day").lower()[:2]) in DAYS else "",
    )
    size = min(_whole("per_page") or USUAL, MOST)
    page = queries.page_of_services(area, wanted, page_number(asked.get("page")), size)
    labels = _labels()
    return flask.jsonify(wrapper(page, [service_shape(service, labels) for service in page.rows]))


@blueprint.get("/services/<slug:public_id>/", strict_slashes=False)
@anyone
def service(area: Area, public_id: str) -> flask.Response:
    """One service."""
    found = queries.service_by_public_id(area, public_id) or flask.abort(404)
    return flask.jsonify(service_shape(found, _labels()))


def _text(name: str) -> str:
    return flask.request.args.get(name, "").replace("\x00", "").strip()[:LONGEST]


def _whole(name: str) -> int | None:
    text = _text(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _labels() -> dict[str, str]:
    return {theme.slug: theme.label for theme in themes()}
