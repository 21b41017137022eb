"""Need beside supply: all themes in one table, and one theme with answers, searches, votes and services."""

import flask
from flask_babel import gettext

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs, person
from portal.core.disclosure import rule_sentence
from portal.insight.need import MOST_SERVICES, closely, side_by_side
from portal.insight.permissions import can_read_numbers
from portal.insight.report import report_of
from portal.insight.theme_views import round_chips, rounds_here, wrote_under
from portal.local_offer.log.queries import THRESHOLD
from portal.local_offer.log.reports import year_to
from portal.strategies.queries import theme_by_slug, themes
from portal.surveys.results.queries import questions_asked

blueprint = flask.Blueprint(
    "staff_needs", __name__, url_prefix="/<area:area>/staff/local-offer/need-and-supply"
)


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """Every theme: searches and services, who wrote in the newest round, comments in twelve months."""
    rounds, current = rounds_here(area)
    listed, months = themes(), year_to(clock.today())
    return flask.render_template(
        "insight/needs/index.html",
        round=current,
        chips=round_chips(rounds, current, ".index"),
        months=months,
        besides=side_by_side(area, person(), listed, months),
        wrote=wrote_under(area, current, listed) if current else [],
        rule=rule_sentence(protection_of(area), gettext),
        threshold=THRESHOLD,
    )


@blueprint.get("/<slug:theme>/")
@needs(can_read_numbers)
def show(area: Area, theme: str) -> str:
    """One theme: the same, and what is behind it."""
    found = theme_by_slug(theme) or flask.abort(404)
    rounds, current = rounds_here(area)
    months = year_to(clock.today())
    report = current and report_of(
        area,
        person(),
        current,
        questions=[one for one in questions_asked(current.waves) if found in one.themes],
        wrote=wrote_under(area, current, [found]),
        words=None,
        page=1,
    )
    return flask.render_template(
        "insight/needs/show.html",
        theme=found,
        chips=round_chips(rounds, current, ".show", theme=theme),
        report=report,
        beside=side_by_side(area, person(), [found], months)[0],
        close=closely(area, found, months),
        most_services=MOST_SERVICES,
        threshold=THRESHOLD,
    )
