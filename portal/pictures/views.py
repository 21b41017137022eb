"""What families see of pictures: every one that pages use, with its credit."""

import flask

from portal.areas.models import Area
from portal.core.access import anyone
from portal.pictures.shipped import LICENCE, SET, drawings

blueprint = flask.Blueprint("pictures", __name__, url_prefix="/<area:area>/pictures")


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Every picture, whose it is, and what others may do with it."""
    return flask.render_template("pictures/index.html", drawings=drawings(), set=SET, licence=LICENCE)
