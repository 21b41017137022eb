"""The page for members of the partnership board."""

import flask

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs
from portal.insight.partnership import for_the_board
from portal.insight.permissions import can_read_numbers

blueprint = flask.Blueprint("staff_partnership", __name__, url_prefix="/<area:area>/staff/for-the-board")


@blueprint.get("/")
@needs(can_read_numbers)
def show(area: Area) -> str:
    """How the promises stand, which are late, what nobody answers yet."""
    today = clock.today()
    return flask.render_template(
        "insight/partnership/show.html", found=for_the_board(area, today), today=today
    )
