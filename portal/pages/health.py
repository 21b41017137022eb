"""Whether the portal lives, and whether it is ready for families: for the machine that watches it."""

from functools import cache

import flask
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from portal.core.access import anyone
from portal.core.logs import quiet
from portal.pages.queries import revisions_of_database

blueprint = flask.Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
@quiet
@anyone
def live() -> flask.Response:
    """The process answers; it looks at nothing else."""
    return flask.jsonify(status="ok")


@blueprint.get("/ready")
@quiet
@anyone
def ready() -> tuple[flask.Response, int]:
    """The database answers and stands at the newest migration; else 503, and no detail of why."""
    try:
        is_ready = revisions_of_database() == _newest(flask.current_app.extensions["migrate"].directory)
    except SQLAlchemyError:
        is_ready = False
    return flask.jsonify(status="ok" if is_ready else "not ready"), 200 if is_ready else 503


@cache
def _newest(migrations: str) -> frozenset[str]:
    scripts = ScriptDirectory(migrations)
    return frozenset(scripts.get_heads())
