"""The page of what no promise answers yet."""

import flask

from portal.areas.models import Area
from portal.core.access import needs
from portal.insight.permissions import can_read_feedback
from portal.insight.unanswered import unanswered_by_theme

blueprint = flask.Blueprint("staff_unanswered", __name__, url_prefix="/<area:area>/staff/unanswered")


@blueprint.get("/")
@needs(can_read_feedback)
def index(area: Area) -> str:
    """Themes with comments that no promise answers: the most said first, or the oldest (?sort=oldest)."""
    oldest_first = flask.request.args.get("sort") == "oldest"
    return flask.render_template(
        "insight/unanswered/index.html",
        themes=unanswered_by_theme(area, oldest_first=oldest_first),
        oldest_first=oldest_first,
    )
