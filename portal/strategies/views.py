"""What families read of the area's plans: the plan in force, a whole plan.

The page of one priority also gathers what was done, so it stands in pages/priority_views.py.
"""

from typing import Any

import flask

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.strategies import queries
from portal.strategies.models import Commitment, Part, Priority, Strategy, Theme
from portal.strategies.short_forms import explained

blueprint = flask.Blueprint("strategies", __name__, url_prefix="/<area:area>/strategy")


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """The plan in force today in short, and the way to the others."""
    known = queries.strategies_of(area)
    strategy = queries.latest_begun(known, clock.today())
    if strategy is None:
        return flask.render_template("strategies/none.html")
    priorities = queries.priorities_of(strategy)
    return flask.render_template(
        "strategies/index.html",
        strategy=strategy,
        in_force=strategy,
        ended=clock.today().year > strategy.ends,
        priorities=priorities,
        counts=queries.commitment_counts(priorities),
        told=queries.statements_of(strategy)[Part.FAMILIES_TOLD_US],
        inspections=queries.inspections_under(area, strategy),
        others=[other for other in known if other is not strategy],
        short_forms=explained([strategy.vision, *(priority.short_title for priority in priorities)]),
    )


@blueprint.get("/<slug:strategy>/")
@anyone
def show(area: Area, strategy: str) -> str:
    """A whole plan: everything it says, and what inspectors found while it was in force."""
    found = queries.strategy_by_slug(area, strategy)
    if found is None:
        flask.abort(404)
    return flask.render_template("strategies/show.html", **_whole_plan(area, found))


def _whole_plan(area: Area, strategy: Strategy) -> dict[str, object]:
    known = queries.strategies_of(area)
    in_force = queries.latest_begun(known, clock.today())
    priorities = queries.priorities_of(strategy)
    inspections = queries.inspections_under(area, strategy)
    parts = queries.statements_of(strategy)
    commitments = queries.commitments_of(strategy, None)
    said = [line.text for lines in parts.values() for line in lines]
    said += [line.text for line in commitments]
    said += [finding.text for report in inspections for finding in report.findings]
    return {
        "strategy": strategy,
        "in_force": in_force,
        "others": [other for other in known if other not in (strategy, in_force)],
        "priorities": priorities,
        "counts": queries.commitment_counts(priorities),
        "commitments": commitments,
        "parts": parts,
        "inspections": inspections,
        "short_forms": explained([strategy.vision, *said]),
    }


def all_about(area: Area, priority: Priority) -> dict[str, Any]:
    """What the plan says of one priority: what families told us, what we said we will do, how we check."""
    strategy = priority.strategy
    inspections = queries.inspections_under(area, strategy)
    told = queries.statements_of(strategy, priority)[Part.FAMILIES_TOLD_US]
    commitments = queries.commitments_of(strategy, priority)
    measures = queries.measures_of([priority])
    about = {theme.id for theme in priority.themes}
    findings = [row for report in inspections for row in report.findings if row.theme_id in about]
    said = [line.text for rows in (told, commitments, measures, findings) for line in rows]
    return {
        **_over_time(area, priority),
        "strategy": strategy,
        "priority": priority,
        "siblings": queries.priorities_of(strategy),
        "told": told,
        "commitments": commitments,
        "by_theme": _by_theme(commitments, priority.themes),
        "measures": measures,
        "inspections": inspections,
        "findings": findings,
        "short_forms": explained(said),
    }


def _over_time(area: Area, priority: Priority) -> dict[str, object]:
    """What a priority was before its strategy and became after it."""
    known, starts = queries.strategies_of(area), priority.strategy.starts
    return {
        "in_force": queries.latest_begun(known, clock.today()),
        "came_from": queries.links_into(area, priority),
        "carried_to": queries.links_from(area, priority),
        "before": next((one for one in known if one.starts < starts), None),
        "after": next((one for one in reversed(known) if one.starts > starts), None),
    }


def _by_theme(lines: list[Commitment], first: list[Theme]) -> list[tuple[Theme, list[Commitment]]]:
    """Commitments under their themes: the priority's own themes first, then the others in their order."""
    others = sorted({line.theme for line in lines} - set(first), key=lambda theme: theme.position)
    groups = [(theme, [line for line in lines if line.theme is theme]) for theme in [*first, *others]]
    return [group for group in groups if group[1]]
