"""The page of a priority gathers what the plan says, what families said since, and what was done."""

from portal.core import clock
from portal.core.db import transaction
from portal.strategies.queries import priorities_in_force
from tests.board.promises import promise
from tests.checked_client import CheckedClient
from tests.planting import area_called


def test_promises_under_a_priority_stand_on_its_page_in_both_ways_of_reading(client: CheckedClient) -> None:
    with transaction():
        promise("Quiet rooms", due=-4)
        found = priorities_in_force(area_called("liverpool"), clock.today())
        pages = [f"/liverpool/strategy/{one.strategy.slug}/{one.slug}/" for one in found[:2]]
    page = client.get(pages[0]).text
    assert "Quiet rooms" in page and "4 days late" in page and "What families said since" in page
    easy = client.get(f"{pages[0]}?easy=yes").text
    assert "Quiet rooms" in easy and "We are late. We are sorry." in easy
    assert "There is no promise about this yet." in client.get(f"{pages[1]}?easy=no").text
