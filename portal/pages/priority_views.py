"""The page of one priority: what the plan says, what families said since, and what was done."""

import flask

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import show_page
from portal.insight.released_measures import known_of
from portal.pages.priority import done_about, wrote_about
from portal.strategies import queries
from portal.strategies import views as strategies

blueprint = strategies.blueprint


@blueprint.get("/<slug:strategy>/<slug:priority>/")
@anyone
def priority(area: Area, strategy: str, priority: str) -> str:
    """One priority: commitments, measures, what families said, what was done, what it became."""
    found = queries.priority_by_slug(area, priority)
    if found is None or found.strategy.slug != strategy:
        flask.abort(404)
    today = clock.today()
    about = strategies.all_about(area, found)
    return show_page(
        "strategies/priority.html",
        **about,
        known=known_of(area, about["measures"]),
        wrote=wrote_about(area, found),
        done=done_about(area, found, today),
        today=today,
    )
