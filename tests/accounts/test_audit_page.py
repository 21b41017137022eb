"""The audit page: in words, newest first, a page at a time, this area's only."""

import pytest

from portal.areas.queries import area_by_slug
from portal.core import audit, clock
from portal.core.db import transaction
from tests.checked_client import CheckedClient
from tests.signing_in import plant, sign_in

AUDIT = "/liverpool/staff/audit/"


def area_id(slug: str = "liverpool") -> int:
    area = area_by_slug(slug)
    assert area is not None
    return area.id


def act(number: int, slug: str = "liverpool") -> None:
    words = f"did thing {number}"
    audit.record(act=words, by=None, area=area_id(slug), at=clock.now(), subject=("thing", number))


def test_an_act_reads_as_who_did_what(client: CheckedClient) -> None:
    officer = plant("officer")
    admin = sign_in(client, "area admin")
    client.send(f"/liverpool/staff/people/{officer.id}/", seen="officer", roles=["analyst"])
    page = client.get(AUDIT).text
    assert admin.name in page
    assert "changed roles: Officer Liverpool" in page
    assert "given: analyst; ended: officer" in page


def test_acts_in_another_area_are_not_shown(client: CheckedClient) -> None:
    with transaction():
        act(1, "wirral")
    sign_in(client, "area admin")
    assert "did thing" not in client.get(AUDIT).text


def test_a_long_audit_comes_in_pages_newest_first(client: CheckedClient) -> None:
    with transaction():
        for number in range(120):
            act(number)
    sign_in(client, "area admin")
    first, last = client.get(AUDIT).text, client.get(f"{AUDIT}?page=3").text
    total = audit.page_of_area(area_id(), 1).total
    assert f"1 to 50 of {total} acts" in first
    assert "did thing 119:" in first
    assert f"101 to {total} of {total} acts" in last
    assert "did thing 0:" in last


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 30, "999999", "1\0", "٣"])
def test_a_page_that_does_not_exist_shows_one_that_does(client: CheckedClient, page: str) -> None:
    with transaction():
        act(1)
    sign_in(client, "area admin")
    response = client.get(AUDIT, query_string={"page": page})
    assert "did thing 1:" in response.text
