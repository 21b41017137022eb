"""The addresses of the directory as Open Referral UK 3.0: open to every page on the web, without a key."""

from typing import Any

import flask

from portal.areas.models import Area
from portal.core.access import anyone
from portal.core.paging import page_number
from portal.local_offer.directory.kinds import DAYS
from portal.local_offer.oruk import queries
from portal.local_offer.oruk import taxonomies as lists
from portal.local_offer.oruk.queries import Wanted
from portal.local_offer.oruk.shapes import VERSION, place_id, place_shape, service_shape, wrapper
from portal.local_offer.search.distances import miles_between, spot_of_postcode
from portal.strategies.queries import themes

blueprint = flask.Blueprint("oruk", __name__, url_prefix="/api/oruk/v3/<area:area>")
USUAL, MOST = 50, 100
USUAL_METRES, METRES_OF_A_MILE = 5000, 1609.344
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
    page = queries.page_of_services(area, _wanted(), page_number(asked.get("page")), _size())
    labels = _labels()
    found = [service_shape(service, labels) for service in page.rows]
    return flask.jsonify(wrapper(found, page.number, page.last, page.total))


@blueprint.get("/services/<slug:public_id>/", strict_slashes=False)
@anyone
def service(area: Area, public_id: str) -> flask.Response:
    """One service."""
    found = queries.service_by_public_id(area, public_id) or flask.abort(404)
    return flask.jsonify(service_shape(found, _labels()))


@blueprint.get("/service_at_locations/", strict_slashes=False)
@anyone
def places(area: Area) -> flask.Response:
    """Services at their places; the filters of services, and `postcode` with `proximity` in metres.

    With a postcode the nearest come first, and only those within the distance. It is not kept.
    """
    found = queries.placed(area, _wanted())
    postcode = _text("postcode")
    if postcode:
        most = (_metres() or USUAL_METRES) / METRES_OF_A_MILE
        spot = spot_of_postcode(postcode)
        far = [(miles_between(spot, row), row) for row in found]
        near = sorted((miles, row.id) for miles, row in far if miles is not None and miles <= most)
        numbers = [number for _miles, number in near]
    else:
        numbers = [row.id for row in found]
    some, number, last = _paged(numbers)
    shapes = [place_shape(service) for service in queries.services_numbered(area, some)]
    return flask.jsonify(wrapper(shapes, number, last, len(numbers)))


@blueprint.get("/service_at_locations/<slug:public_id>/", strict_slashes=False)
@anyone
def place(area: Area, public_id: str) -> flask.Response:
    """One service at its place."""
    own = [number for number, known in queries.service_ids(area).items() if place_id(known) == public_id]
    found = queries.services_numbered(area, own) or flask.abort(404)
    return flask.jsonify(place_shape(found[0]))


@blueprint.get("/taxonomies/", strict_slashes=False)
@anyone
def taxonomies(area: Area) -> flask.Response:
    """The lists under which services are sorted."""
    return _listed(lists.taxonomies())


@blueprint.get("/taxonomies/<slug:public_id>/", strict_slashes=False)
@anyone
def taxonomy(area: Area, public_id: str) -> flask.Response:
    """One of them."""
    return _one(lists.taxonomies(), public_id)


@blueprint.get("/taxonomy_terms/", strict_slashes=False)
@anyone
def terms(area: Area) -> flask.Response:
    """Their terms; `taxonomy_id` asks for those of one."""
    of = _text("taxonomy_id")
    found = lists.terms(_labels())
    return _listed([one for one in found if of in ("", one["taxonomy_detail"]["id"])])


@blueprint.get("/taxonomy_terms/<slug:public_id>/", strict_slashes=False)
@anyone
def term(area: Area, public_id: str) -> flask.Response:
    """One term."""
    return _one(lists.terms(_labels()), public_id)


def _listed(found: list[dict[str, Any]]) -> flask.Response:
    some, number, last = _paged(found)
    return flask.jsonify(wrapper(some, number, last, len(found)))


def _one(found: list[dict[str, Any]], public_id: str) -> flask.Response:
    return flask.jsonify(next((one for one in found if one["id"] == public_id), None) or flask.abort(404))


def _paged(rows: list[Any]) -> tuple[list[Any], int, int]:
    """The rows of the page asked for, its number and that of the last page."""
    size = _size()
    last = max(1, -(-len(rows) // size))
    number = min(page_number(flask.request.args.get("page")), last)
    return rows[(number - 1) * size : number * size], number, last


def _size() -> int:
    return min(_whole("per_page") or USUAL, MOST)


def _metres() -> int | None:
    text = _text("proximity")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _wanted() -> Wanted:
    return Wanted(
        words=_text("search"),
        term=_text("taxonomy"),
        min_age=_whole("minimum_age"),
        max_age=_whole("maximum_age"),
        day=day if (day := _text("day").lower()[:2]) in DAYS else "",
    )


def _text(name: str) -> str:
    return flask.request.args.get(name, "").replace("\x00", "").strip()[:LONGEST]


def _whole(name: str) -> int | None:
    text = _text(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _labels() -> dict[str, str]:
    return {theme.slug: theme.label for theme in themes()}
