"""What families see of pictures: every one that pages use, with its credit, and an area's own files."""

import flask

from portal.areas.models import Area
from portal.core.access import anyone
from portal.core.easy_read import without_trace
from portal.core.static_files import HEADERS, YEAR
from portal.pictures.queries import content_with, pictures_of
from portal.pictures.shipped import LICENCE, SET, drawings

blueprint = flask.Blueprint("pictures", __name__, url_prefix="/<area:area>/pictures")


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Every picture, whose it is, and what others may do with it."""
    return flask.render_template(
        "pictures/index.html", own=pictures_of(area), drawings=drawings(), set=SET, licence=LICENCE
    )


@blueprint.get("/<token:content_hash>.webp")
@anyone
@without_trace
def file(area: Area, content_hash: str) -> flask.Response:
    """One file of the area's own; its address changes with what is in it, so it may be kept for ever."""
    content = content_with(area, content_hash)
    if content is None:
        flask.abort(404)
    response = flask.Response(content, mimetype="image/webp", headers=HEADERS)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
