"""The consultations of the demonstration: one that is open, one that is decided."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.consultations import actions
from portal.consultations.counting import ways_to_choose
from portal.consultations.details import Details, Table
from portal.consultations.models import HeadBand, Learned, WayKind, Weight
from portal.consultations.note_actions import enter_learning, key_note
from portal.consultations.note_forms import last_quarters
from portal.consultations.queries import consultations_of
from portal.core import clock
from portal.core.vocabulary import Audience
from portal.demo.sorting import officer_of
from portal.strategies.queries import themes

POINTS = (
    (
        "Keep the Saturday club. It is the only one that takes children in wheelchairs.",
        "Many of you wrote this. We looked at the cost again.",
        Weight.CHANGED,
    ),
    (
        "Let us book by phone, not only on the web.",
        "The phone line opens two days a week. We could not pay for more.",
        Weight.PARTLY,
    ),
    (
        "Do not ask for a doctor's letter each year.",
        "The law asks for proof. We take the letter of any year.",
        Weight.NOT_CHANGED,
    ),
)


def plant_consultations(area: Area, at: datetime) -> None:
    """One open and one decided; nothing where the area has one already."""
    if consultations_of(area):
        return
    officer = officer_of(area)
    _decided(area, officer, at)
    _open(area, officer, at)
    theme = themes()[0]
    for number, source in enumerate(Learned, start=3):
        quarter = last_quarters(clock.local(at).date())[1]
        enter_learning(
            area=area, source=source, quarter=quarter, theme=theme, number=number * 4, by=officer, at=at
        )


def _open(area: Area, officer: int, at: datetime) -> None:
    today = clock.local(at).date()
    details = Details(
        title="Short breaks from next spring",
        decision="We will choose which short breaks we pay for from next spring.",
        easy_decision="Short breaks are time off.\nWe will choose which ones there are next year.",
        can_change="Which breaks there are, where they are, and how you book.",
        fixed="The money. It is the same as this year.",
        other_ways="On paper: ask for a form in any library. By phone: call the number below.",
        papers=[["Short breaks this year (made up)", "https://example.org/short-breaks"]],
        opens_on=today - timedelta(days=20),
        closes_on=today + timedelta(days=36),
        decide_by=today + timedelta(days=70),
    )
    found = actions.add_consultation(area=area, details=details, by=officer, at=at)
    offered = ways_to_choose(area, at)
    for kind in WayKind:
        for way in [one for one in offered if one.kind == kind][:1]:
            actions.add_way(consultation=found, way=way, by=officer, at=at)
    actions.publish_consultation(consultation=found, seen_version=found.version, by=officer, at=at)
    table = Table(
        words="The club should be near a bus stop. Two hours are too short.",
        audience=Audience.PARENT_CARER,
        head_band=HeadBand.SOME,
        place_id=None,
        noted_on=today,
    )
    key_note(area=area, consultation=found, table=table, by=officer, at=at)


def _decided(area: Area, officer: int, at: datetime) -> None:
    today = clock.local(at).date()
    details = Details(
        title="How you book a short break",
        decision="We will choose how families book a short break.",
        easy_decision="How do you book a break?\nWe will choose.",
        can_change="How you book, and what we ask for.",
        fixed="We must ask for proof that a child is disabled. The law says so.",
        other_ways="On paper in each library.",
        papers=[],
        opens_on=today - timedelta(days=200),
        closes_on=today - timedelta(days=144),
        decide_by=today - timedelta(days=100),
    )
    then = at - timedelta(days=201)
    found = actions.add_consultation(area=area, details=details, by=officer, at=then)
    actions.publish_consultation(consultation=found, seen_version=found.version, by=officer, at=then)
    when = at - timedelta(days=110)
    for said, weighed, weight in POINTS:
        actions.weigh(consultation=found, said=said, weighed=weighed, weight=weight, by=officer, at=when)
    actions.decide(
        consultation=found,
        outcome="You can book on the web and by phone. The Saturday club stays.",
        easy_outcome="You can book by phone.\nThe club on Saturday stays.",
        seen_version=found.version,
        by=officer,
        at=when,
    )
