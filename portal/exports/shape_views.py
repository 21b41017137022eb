"""The published shape of a themed JSON file, for whoever reads one by machine."""

import flask
from werkzeug.wrappers import Response

import config
from portal.areas.models import Area
from portal.core.access import anyone

blueprint = flask.Blueprint("export_shape", __name__)
FILE = config.ROOT / "docs" / "themed-export.schema.json"


@blueprint.get("/api/v1/<area:area>/themed-export-schema/")
@anyone
def schema(area: Area) -> Response:
    """The JSON Schema: it names columns and kinds of cells, and holds no figure."""
    return flask.Response(FILE.read_bytes(), mimetype="application/schema+json")
