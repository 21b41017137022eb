"""The channels of a wave for staff: how many came by each, from where, and that they add up."""

import flask

from portal.areas.models import Area
from portal.core.access import needs, person
from portal.paper.reconciling import reconcile
from portal.surveys.queries import newest_waves, wave_in
from portal.surveys.responses.actions import PURPOSE
from portal.surveys.results.names import channel_name
from portal.surveys.results.permissions import can_read_numbers
from portal.surveys.results.queries import people_by_channel_and_place

blueprint = flask.Blueprint("staff_channels", __name__, url_prefix="/<area:area>/staff/channels")


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """Every wave, the newest first."""
    return flask.render_template("results/staff/index.html", waves=newest_waves(area))


@blueprint.get("/<int:wave_id>/")
@needs(can_read_numbers)
def show(area: Area, wave_id: int) -> str:
    """One wave: rows by channel and place, and the paper behind them."""
    wave = wave_in(area, wave_id) or flask.abort(404)
    found = reconcile(
        area=area,
        purpose=PURPOSE,
        subject_id=wave.id,
        counted=people_by_channel_and_place(wave.id),
        by=person(),
    )
    return flask.render_template(
        "results/staff/show.html", wave=wave, found=found, channel_name=channel_name
    )
