"""Several people at once on the real server: each takes a full range, and no two ranges meet."""

from collections.abc import Iterator
from functools import partial

import pytest
import sqlalchemy as sa

from portal.core.db import db
from portal.insight.claims import MOST
from portal.insight.models import Claim
from tests.deployment import Deployment
from tests.house.tabs import Tab, at_once
from tests.saying import said
from tests.serving import start
from tests.signing_in import PASSWORD, SIGN_IN, plant

pytestmark = pytest.mark.house
LIST = "/liverpool/staff/feedback/"
PEOPLE = 4


@pytest.fixture
def address(deployment: Deployment) -> Iterator[str]:
    """The real server over a fresh database, which is open to the test as well."""
    deployment.restore()
    server = start(deployment, workers=2, threads=4)
    with deployment.app.app_context():
        yield server.address
    server.stop()
    deployment.written_by_others()


def signed_in(address: str, number: int) -> Tab:
    """A browser in which an analyst is signed in, at the list."""
    person = plant("analyst", email=f"analyst{number}@example.org")
    tab = Tab(address)
    tab.get(SIGN_IN)
    assert tab.post(SIGN_IN, email=person.email, password=PASSWORD)[0] == 303
    tab.get(LIST)
    return tab


def test_of_some_who_take_at_once_each_gets_a_full_range_of_their_own(address: str) -> None:
    for number in range(PEOPLE * MOST):
        said(f"This is comment {number}.")
    people = [signed_in(address, number) for number in range(PEOPLE)]
    pages = at_once([partial(tab.post, f"{LIST}take/?state=to-read") for tab in people])
    assert len({where for _status, where in pages}) == PEOPLE
    db.session.rollback()
    each = sa.select(sa.func.count(sa.distinct(Claim.item_id))).group_by(Claim.person_id)
    assert db.session.scalars(each).all() == [MOST] * PEOPLE
