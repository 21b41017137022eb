"""The safeguarding figures for the board: protected for every reader, and never a word."""

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs
from portal.core.disclosure import rule_sentence
from portal.safeguarding.figures import figures_of
from portal.safeguarding.permissions import can_read_safeguarding_figures

blueprint = flask.Blueprint(
    "staff_safeguarding_figures", __name__, url_prefix="/<area:area>/staff/safeguarding/figures"
)


@blueprint.get("/")
@needs(can_read_safeguarding_figures)
def show(area: Area) -> str:
    """People behind alerts in each quarter that is over."""
    return flask.render_template(
        "safeguarding/staff/figures.html",
        quarters=figures_of(area, clock.now()),
        rule=rule_sentence(protection_of(area), _),
    )
