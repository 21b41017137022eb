"""Made-up gaps of the Local Offer: one that is real and planned for, one that somebody just reported."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.core import clock
from portal.demo.sorting import officer_of
from portal.local_offer.gaps.actions import open_gap
from portal.local_offer.gaps.details import Details
from portal.local_offer.gaps.models import GapState
from portal.local_offer.gaps.queries import gaps_of

FOUND = timedelta(days=100)


def plant_gaps(area: Area, at: datetime) -> None:
    """Two gaps; nothing where the area has some already."""
    if gaps_of(area):
        return
    by, then = officer_of(area), at - FOUND
    real = Details(
        title="A club on Saturdays for teenagers who need quiet",
        state=GapState.REAL,
        theme="care-community",
        owner_role="Short breaks team",
        due_on=clock.local(at + FOUND).date(),
    )
    open_gap(area=area, details=real, searches=None, by=by, at=then)
    reported = Details(title="Swimming lessons with a helper in the water", theme="care-community")
    open_gap(area=area, details=reported, searches=None, by=by, at=at - timedelta(days=9))
