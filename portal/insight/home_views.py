"""The staff home: what waits for me, by what I may do."""

import flask

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.insight.permissions import can_see_work
from portal.insight.work import rounds_open, work_of

blueprint = flask.Blueprint("staff_home", __name__, url_prefix="/<area:area>/staff")


@blueprint.get("/")
@needs(can_see_work)
def show(area: Area) -> str:
    """What is late, what waits, and the surveys that are open now."""
    work = work_of(area, person(), clock.today())
    return flask.render_template(
        "insight/home/show.html",
        late=[one for one in work if one.is_late],
        waiting=[one for one in work if not one.is_late],
        open_waves=rounds_open(area, person(), clock.now()),
    )
