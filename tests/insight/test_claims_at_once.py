"""Several people at once on the real server: each takes a full range, and no two ranges meet."""

from functools import partial

import pytest
import sqlalchemy as sa

from portal.core.db import db
from portal.insight.claims import MOST
from portal.insight.models import Claim
from tests.house.tabs import at_once, signed_in
from tests.saying import said

pytestmark = pytest.mark.house
LIST = "/liverpool/staff/feedback/"
PEOPLE = 4


def test_of_some_who_take_at_once_each_gets_a_full_range_of_their_own(address: str) -> None:
    for number in range(PEOPLE * MOST):
        said(f"This is comment {number}.")
    people = [signed_in(address, "analyst", f"analyst{number}@example.org") for number in range(PEOPLE)]
    for tab in people:
        tab.get(LIST)
    pages = at_once([partial(tab.post, f"{LIST}take/?state=to-read") for tab in people])
    assert len({where for _status, where in pages}) == PEOPLE
    db.session.rollback()
    each = sa.select(sa.func.count(sa.distinct(Claim.item_id))).group_by(Claim.person_id)
    assert db.session.scalars(each).all() == [MOST] * PEOPLE
