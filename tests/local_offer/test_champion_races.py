"""Champions meet themselves: eight taps, an ending in the middle, and workers that ask at once."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox.models import OutboxMessage
from portal.local_offer.champions import asking
from portal.local_offer.champions.actions import name_champion, replace_champion
from portal.local_offer.champions.links import signed
from portal.local_offer.champions.models import Champion, ChampionAsking, ChampionCharge
from portal.local_offer.directory.models import Service
from tests.deployment import Deployment
from tests.house.tabs import Tab, at_once
from tests.local_offer.listing import a_champion, a_service
from tests.planting import area_called
from tests.serving import start

AUTUMN = datetime(2026, 9, 1, 9, tzinfo=UTC)
TABS = 8


@pytest.fixture
def listed(deployment: Deployment) -> Iterator[str]:
    """The address of a champion's list, with one service that was not checked for long."""
    deployment.restore()
    with deployment.app.app_context():
        with transaction():
            service = a_service()
            service.last_checked_on = clock.today() - timedelta(days=500)
            champion = a_champion("liverpool", service)
            path = f"/liverpool/local-offer/champion/{signed('liverpool', champion.id)}/"
        yield path
    deployment.written_by_others()


def count(model: type[Champion] | type[OutboxMessage] | type[ChampionAsking]) -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_eight_taps_while_the_champion_is_replaced_check_once_or_not_at_all(
    listed: str, deployment: Deployment
) -> None:
    server = start(deployment, workers=2, threads=4)

    def take_over() -> tuple[int, str]:
        with deployment.app.app_context(), transaction():
            old = db.session.scalars(sa.select(Champion)).one()
            replace_champion(champion=old, role="Deputy", email="new@example.org", by=1, at=clock.now())
        return 303, ""

    try:
        first = Tab(server.address)
        page = first.get(listed)[1]
        right = page.split('action="')[1].split('"')[0]
        before = db.session.scalars(sa.select(Service.version)).one()
        acts: list[Callable[[], tuple[int, str]]] = [take_over]
        acts += [partial(first.another().post, right, version=str(before)) for _tap in range(TABS)]
        answers = at_once(acts)
        assert {status for status, _where in answers} == {303}
        assert first.get(listed)[0] == 410
    finally:
        server.stop()
    db.session.rollback()
    service = db.session.scalars(sa.select(Service)).one()
    assert service.version - before in {0, 1}
    assert (service.last_checked_on == clock.today()) == (service.version > before)
    charge = db.session.scalars(sa.select(ChampionCharge)).one()
    assert charge.champion.role == "Deputy"


def test_workers_that_ask_at_once_and_officers_who_name_at_once_leave_one(
    listed: str, deployment: Deployment
) -> None:
    def ask() -> None:
        with deployment.app.app_context():
            asking.do_round(AUTUMN)

    def name(number: int) -> None:
        with deployment.app.app_context(), transaction():
            more = a_service(name=f"Club {number}", organisation=f"Group {number}")
            name_champion(
                area=area_called("liverpool"),
                of=more,
                role="Coach",
                email="coach@example.org",
                by=1,
                at=AUTUMN,
            )

    at_once([ask] * TABS)
    assert (count(ChampionAsking), count(OutboxMessage)) == (1, 1)
    at_once([partial(name, number) for number in range(TABS)])
    assert count(Champion) == 2
