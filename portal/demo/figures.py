"""Made-up figures of services and how commitments stand, planted through the actions."""

from datetime import date, datetime, timedelta
from random import Random

from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from portal.demo.sorting import officer_of
from portal.strategies.models import InSurvey, Measure, Strategy
from portal.strategies.queries import measures_of, priorities_of, strategies_of
from portal.strategies.tracking_actions import Brought, add_figure, add_update, set_aim
from portal.strategies.tracking_models import Better, CommitmentState
from portal.strategies.tracking_queries import every_commitment, updates_of

SOURCE = "Made up for this demonstration"
SAID = {
    CommitmentState.UNDER_WAY: "Two teams have begun. The rest follow after Easter (made up).",
    CommitmentState.DELAYED: "We could not fill a post, so this is later than we said (made up).",
    CommitmentState.DONE: "This is in place in every part of the area (made up).",
    CommitmentState.NOT_BEGUN: "We begin when the budget is agreed (made up).",
    CommitmentState.STOPPED: "A new law does this in another way, so we stopped (made up).",
}


def plant_figures(area_slug: str) -> None:
    """Every second measure that needs records gets figures, most commitments an update; once only."""
    with transaction():
        area = area_by_slug(area_slug)
        plans = strategies_of(area) if area else []
        if area is None or not plans or updates_of(every_commitment(plans[0])):
            return
        at, officer, chance = clock.now(), officer_of(area), Random(f"figures {area_slug}")
        for plan in plans:
            needing = [one for one in measures_of(priorities_of(plan)) if one.survey != InSurvey.YES]
            for number, measure in enumerate(needing[::2]):
                _figures(area, measure, chance, is_public=number % 2 == 0, by=officer, at=at)
            # of a plan that is over the last was heard when it ended
            over = clock.local_midnight(date(plan.ends, 12, 1))
            _updates(area, plan, chance, officer, at if plan is plans[0] else over)


def _figures(
    area: Area, measure: Measure, chance: Random, *, is_public: bool, by: int, at: datetime
) -> None:
    value, step = chance.randrange(40, 160), chance.choice((-6, 0, 4, 9))
    aim = {"unit": "children", "better": Better.HIGHER, "target": float(value + 30)}
    set_aim(area=area, measure=measure, aim=aim, seen_version=0, by=by, at=at)
    for place in range(3):
        day = clock.local(at - timedelta(days=365 * (2 - place) + 40)).date()
        brought = Brought(day, float(value + place * step), SOURCE, is_public)
        add_figure(area=area, measure=measure, brought=brought, by=by, at=at)


def _updates(area: Area, plan: Strategy, chance: Random, officer: int, last: datetime) -> None:
    states = list(SAID)
    for commitment in every_commitment(plan):
        if chance.random() < 0.2:
            continue
        state = chance.choices(states, (5, 2, 3, 1, 1))[0]
        add_update(
            area=area,
            commitment=commitment,
            state=state,
            words=SAID[state],
            dated=clock.local(last - timedelta(days=chance.randrange(10, 200))).date(),
            by=officer,
            at=last,
        )
