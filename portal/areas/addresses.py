"""The area in an address: turns the word into the Area, gives 404 for an unknown one."""

import re
from typing import Any

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import BaseConverter

from portal.areas.models import RESERVED, Area
from portal.areas.queries import area_by_slug


class AreaSlug(BaseConverter):
    """A first part of an address that can be an area; the reserved words never are."""

    # said openly, and no slash in the pattern: else every address is tried against every rule in turn
    part_isolating = True
    regex = "(?!(?:" + "|".join(sorted(RESERVED)) + r")\Z)[a-z][a-z0-9-]{1,78}"


def bring_area(_endpoint: str | None, address: dict[str, Any] | None) -> None:
    """Replace the word by the Area and keep it in `flask.g.area` for the gate and the layouts."""
    flask.g.area = _area_of_lost_page(flask.request.routing_exception)
    if not address or "area" not in address:
        return
    area = area_by_slug(address["area"])
    if area is None:
        flask.abort(404)
    flask.g.area = area
    address["area"] = area


def _area_of_lost_page(error: HTTPException | None) -> Area | None:
    """The area of an address that leads nowhere, so that its error page has the area's help and home."""
    if not isinstance(error, NotFound | MethodNotAllowed):
        return None
    first = flask.request.path.split("/")[1]
    return area_by_slug(first) if re.fullmatch(AreaSlug.regex, first) else None


def fill_area(endpoint: str, address: dict[str, Any]) -> None:
    """Let `url_for` take the area of this page when none is named."""
    if "area" in address:
        address["area"] = getattr(address["area"], "slug", address["area"])
        return
    area = flask.g.get("area") if flask.has_app_context() else None
    known = endpoint in flask.current_app.view_functions
    if area is not None and known and flask.current_app.url_map.is_endpoint_expecting(endpoint, "area"):
        address["area"] = area.slug


def init_app(app: flask.Flask) -> None:
    """Teach the app addresses that begin with an area: `/<area:area>/…`."""
    app.url_map.converters["area"] = AreaSlug
    app.url_value_preprocessor(bring_area)
    app.url_defaults(fill_area)
