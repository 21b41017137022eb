"""The menu of staff: few groups in the bar, the pages of the group beneath, all pages in the foot."""

import re

import flask
import pytest

from portal.accounts.roles import Role
from portal.pages.navigation import FEW, STAFF
from tests.checked_client import CheckedClient
from tests.signing_in import sign_in

HOME = "/liverpool/staff/"


def bars(page: str) -> list[list[str]]:
    """The words of the links in each bar, from the top."""
    found = re.findall(r'<nav class="nav[^>]*>(.*?)</nav>', page, re.DOTALL)
    return [re.findall(r"<a [^>]*>([^<]+)</a>", bar) for bar in found]


def test_an_officer_meets_groups_and_the_pages_of_the_one_they_are_in(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    assert len(bars(client.get(HOME).text)) == 1
    groups, pages = bars(client.get("/liverpool/staff/themes/").text)
    assert groups[:5] == ["My work", "Ask", "Read", "Understand", "Answer"]
    assert pages == ["Results", "Themes", "Priorities", "Trends", "Measures", "Reach"]


def test_who_may_open_few_pages_meets_them_all_in_the_bar(client: CheckedClient) -> None:
    sign_in(client, Role.SAFEGUARDING_LEAD)
    (pages,) = bars(client.get(HOME).text)
    assert "Safeguarding" in pages
    assert len(pages) <= FEW


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AREA_ADMIN])
def test_the_foot_leads_to_every_page_of_the_menu_that_one_may_open(
    client: CheckedClient, role: Role
) -> None:
    sign_in(client, role)
    foot = client.get(HOME).text.partition('id="menu"')[2]
    for address in re.findall(r'href="(/liverpool/staff/[^"]*)"', foot):
        assert client.get(address).status_code == 200
    assert foot.count('href="/liverpool/staff/') >= FEW


def test_every_page_of_the_menu_stands_once(app: flask.Flask) -> None:
    endpoints = [endpoint for _label, entries in STAFF for _words, endpoint in entries]
    assert len(endpoints) == len(set(endpoints))
    assert set(endpoints) <= app.view_functions.keys()
