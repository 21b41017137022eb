"""Made-up figures of who lives here with SEND, and notes on how to reach those who are missing."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from portal.demo.figures import SOURCE
from portal.demo.sorting import officer_of
from portal.insight.reach.actions import add_note, put_figures
from portal.insight.reach.details import Brought, NoteDetails
from portal.insight.reach.models import Dimension, NoteState
from portal.insight.reach.queries import populations_of

ALL = 14_000
AGES = {"0-4": 900, "5-10": 4_900, "11-15": 4_600, "16-18": 2_300, "19-25": 1_300}
PLANS = {"ehcp": 4_300, "sen-support": 9_700}
NEEDS = {
    "asd": 3_900,
    "semh": 2_700,
    "slcn": 3_100,
    "spld": 1_500,
    "mld": 1_300,
    "sld": 420,
    "pmld": 140,
    "hi": 210,
    "vi": 130,
    "msi": 6,
    "pd": 330,
    "oth": 264,
}
FIRST_PART = 0.5


def plant_reach(area_slug: str) -> None:
    """Figures of two years by part of the area, of one by the rest, and three notes; once only."""
    with transaction():
        area = area_by_slug(area_slug)
        if area is None or populations_of(area):
            return
        at, officer = clock.now(), officer_of(area)
        today = clock.local(at).date()
        lately, before = today - timedelta(days=345), today - timedelta(days=710)
        _put(area, Dimension.LOCALITY, _parts(area, ALL - 600), before, officer, at)
        _put(area, Dimension.LOCALITY, _parts(area, ALL), lately, officer, at)
        for dimension, counts in ((Dimension.AGE, AGES), (Dimension.PLAN, PLANS), (Dimension.NEED, NEEDS)):
            _put(area, dimension, counts, lately, officer, at)
        for details in _notes(area, today):
            add_note(area=area, details=details, by=officer, at=at)


def _parts(area: Area, whole: int) -> dict[str, int]:
    """The first part of the area has half of the children, the others share the rest."""
    first, *others = [one.slug for one in area.localities]
    rest = round(whole * (1 - FIRST_PART) / max(len(others), 1))
    return {first: round(whole * FIRST_PART), **dict.fromkeys(others, rest)}


def _put(
    area: Area, dimension: Dimension, counts: Mapping[str, int], on: date, by: int, at: datetime
) -> None:
    put_figures(area=area, dimension=dimension, brought=Brought(on, SOURCE, counts), by=by, at=at)


def _notes(area: Area, today: date) -> list[NoteDetails]:
    first = area.localities[0].slug
    return [
        NoteDetails(
            dimension=Dimension.LOCALITY,
            category=first,
            state=NoteState.DOING,
            words="Ask at the family hub on Tuesdays, with paper forms and a tablet (made up).",
            outcome="",
            owner_role=Role.OFFICER.value,
            due_on=today + timedelta(days=10),
        ),
        NoteDetails(
            dimension=Dimension.LOCALITY,
            category=first,
            state=NoteState.TRIED,
            words="A letter to every school (made up).",
            outcome="Four schools answered. Only a few more families did (made up).",
            owner_role=Role.OFFICER.value,
            due_on=None,
        ),
        NoteDetails(
            dimension=Dimension.PLAN,
            category="sen-support",
            state=NoteState.IDEA,
            words="Ask the SEN coordinators of schools to hand out the short link (made up).",
            outcome="",
            owner_role="",
            due_on=None,
        ),
    ]
