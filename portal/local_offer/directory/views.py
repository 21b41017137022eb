"""What families read of the directory: every service by name, and one service."""

import flask

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import show_page
from portal.core.paging import page_number
from portal.local_offer.directory import queries
from portal.local_offer.directory.kinds import DAYS, needs

blueprint = flask.Blueprint("directory", __name__, url_prefix="/<area:area>/local-offer/services")


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Every service by name, a page at a time."""
    page = queries.page_of_shown(area, page_number(flask.request.args.get("page")))
    return show_page("directory/index.html", page=page)


@blueprint.get("/<int:service_id>/")
@anyone
def show(area: Area, service_id: int) -> str | tuple[str, int]:
    """One service; one that was taken off says so (410)."""
    service = queries.service_in(area, service_id) or flask.abort(404)
    if not service.is_shown:
        return flask.render_template("directory/gone.html", service=service), 410
    return show_page(
        "directory/show.html",
        service=service,
        stale=service.is_stale(clock.today()),
        needs=needs(),
        days=DAYS,
        localities={one.slug: one.name for one in area.localities},
    )
