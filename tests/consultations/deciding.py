"""Make consultations for tests, through the actions."""

from datetime import datetime, timedelta

from portal.consultations import actions
from portal.consultations.counting import ways_to_choose
from portal.consultations.details import Details
from portal.consultations.models import Consultation, Weight
from portal.core import clock
from portal.core.db import db
from tests.planting import area_called


def details(title: str = "Where the new school goes", opens: int = -10, closes: int = 46) -> Details:
    """A consultation as it is typed; days from today."""
    today = clock.today()
    return Details(
        title=title,
        decision="We will choose one of three places for the new school.",
        easy_decision="There will be a new school.\nWe choose where.",
        can_change="The place.",
        fixed="The money: the government gave it for a school.",
        other_ways="On paper in each library.",
        papers=[["The plan", "https://example.org/plan"]],
        opens_on=today + timedelta(days=opens),
        closes_on=today + timedelta(days=closes),
        decide_by=today + timedelta(days=closes + 30),
    )


def consultation(
    title: str = "Where the new school goes", area: str = "liverpool", closes: int = 46
) -> Consultation:
    """A published one; `closes` is days from today."""
    at, here = clock.now(), area_called(area)
    found = actions.add_consultation(area=here, details=details(title, -60, closes), by=1, at=at)
    actions.publish_consultation(consultation=found, seen_version=found.version, by=1, at=at)
    return found


def planted_consultation(slug: str, at: datetime) -> dict[str, str | int]:
    """For the house tests: one that is open, with a way to answer and a point."""
    found = consultation(f"Decide in {slug}", slug)
    way = ways_to_choose(area_called(slug), at)[0]
    actions.add_way(consultation=found, way=way, by=1, at=at)
    point = actions.weigh(
        consultation=found, said="Near a bus.", weighed="Yes.", weight=Weight.CHANGED, by=1, at=at
    )
    db.session.flush()
    return {
        "consultation_id": found.id,
        "consultation": found.slug,
        "way_id": found.ways[0].id,
        "point_id": point.id,
    }
