"""What families read of the area's plans: the plan in force, a whole plan, one priority."""

import flask

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.strategies import queries
from portal.strategies.models import Commitment, Part, Priority, Theme
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


@blueprint.get("/<string:strategy>/")
@anyone
def show(area: Area, strategy: str) -> str:
    """A whole plan: everything it says, and what inspectors found while it was in force."""
    found = queries.strategy_by_slug(area, strategy)
    if found is None:
        flask.abort(404)
    known = queries.strategies_of(area)
    in_force = queries.latest_begun(known, clock.today())
    priorities = queries.priorities_of(found)
    inspections = queries.inspections_under(area, found)
    parts = queries.statements_of(found)
    commitments = queries.commitments_of(found, None)
    said = [line.text for part in parts.values() for line in part] + [one.text for one in commitments]
    said += [finding.text for report in inspections for finding in report.findings]
    return flask.render_template(
        "strategies/show.html",
        strategy=found,
        in_force=in_force,
        others=[other for other in known if other not in (found, in_force)],
        priorities=priorities,
        counts=queries.commitment_counts(priorities),
        commitments=commitments,
        parts=parts,
        inspections=inspections,
        short_forms=explained([found.vision, *said]),
    )


@blueprint.get("/<string:strategy>/<string:priority>/")
@anyone
def priority(area: Area, strategy: str, priority: str) -> str:
    """One priority: what families told us, what we said we will do, how we check, what it became."""
    found = queries.priority_by_slug(area, priority)
    if found is None or found.strategy.slug != strategy:
        flask.abort(404)
    return flask.render_template("strategies/priority.html", **_all_about(area, found))


def _all_about(area: Area, priority: Priority) -> dict[str, object]:
    strategy = priority.strategy
    known = queries.strategies_of(area)
    inspections = queries.inspections_under(area, strategy)
    told = queries.statements_of(strategy, priority)[Part.FAMILIES_TOLD_US]
    commitments = queries.commitments_of(strategy, priority)
    measures = queries.measures_of([priority])
    about = {theme.id for theme in priority.themes}
    findings = [row for report in inspections for row in report.findings if row.theme_id in about]
    return {
        "strategy": strategy,
        "in_force": queries.latest_begun(known, clock.today()),
        "priority": priority,
        "siblings": queries.priorities_of(strategy),
        "told": told,
        "commitments": commitments,
        "by_theme": _by_theme(commitments, priority.themes),
        "measures": measures,
        "came_from": queries.links_into(area, priority),
        "carried_to": queries.links_from(area, priority),
        "before": next((one for one in known if one.starts < strategy.starts), None),
        "after": next((one for one in reversed(known) if one.starts > strategy.starts), None),
        "inspections": inspections,
        "findings": findings,
        "short_forms": explained(
            [line.text for line in told]
            + [line.text for line in commitments]
            + [measure.text for measure in measures]
            + [finding.text for finding in findings]
        ),
    }


def _by_theme(lines: list[Commitment], first: list[Theme]) -> list[tuple[Theme, list[Commitment]]]:
    """Commitments under their themes: the priority's own themes first, then the others in their order."""
    others = sorted({line.theme for line in lines} - set(first), key=lambda theme: theme.position)
    groups = [(theme, [line for line in lines if line.theme is theme]) for theme in [*first, *others]]
    return [group for group in groups if group[1]]
