"""The channels of a wave for staff: how many came by each, from where, and that they add up."""

import flask
from flask_babel import gettext

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs, person
from portal.core.disclosure import rule_sentence
from portal.paper.reconciling import reconcile
from portal.surveys.models import Wave
from portal.surveys.queries import newest_waves, wave_in
from portal.surveys.responses.actions import PURPOSE
from portal.surveys.results.channels import by_channel, by_place
from portal.surveys.results.figures import Reader
from portal.surveys.results.names import channel_name
from portal.surveys.results.permissions import can_read_numbers
from portal.surveys.results.queries import people_by_channel_and_place
from portal.surveys.results.rounds import is_over

blueprint = flask.Blueprint("staff_channels", __name__, url_prefix="/<area:area>/staff/channels")


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """Every wave, the newest first."""
    return flask.render_template("results/staff/index.html", waves=newest_waves(area))


@blueprint.get("/<int:wave_id>/")
@needs(can_read_numbers)
def show(area: Area, wave_id: int) -> str:
    """One wave: rows by channel and place, and the paper behind them; protected for the board."""
    wave = wave_in(area, wave_id) or flask.abort(404)
    reader = Reader(area, person())
    if not reader.sees_exact:
        return _protected(area, reader, wave)
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


def _protected(area: Area, reader: Reader, wave: Wave) -> str:
    """By channel and by place, each alone: one within the other would point at people."""
    tables = []
    over = is_over(wave, clock.now())
    if over:
        counted, since = people_by_channel_and_place(wave.id), clock.local(wave.opens_at).date()
        tables = [by_channel(reader, counted), by_place(area, reader, counted, since)]
    return flask.render_template(
        "results/staff/protected.html",
        wave=wave,
        tables=tables,
        is_over=over,
        rule=rule_sentence(protection_of(area), gettext),
    )
