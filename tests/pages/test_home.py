"""The first pages: choose an area; its home says what is open, what becomes of words, and the plan."""

import re
from datetime import UTC, datetime

import pytest

from portal.core import clock
from tests.checked_client import CheckedClient
from tests.page_rules import plain


def words_of(client: CheckedClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    return plain(re.sub(r"<[^>]+>", " ", page))


def test_every_area_can_be_chosen(client: CheckedClient) -> None:
    page = client.get("/").get_data(as_text=True)
    tiles = re.findall(r'<h2 class="govuk-heading-m"><a href="([^"]+)">([^<]+)</a>', page)
    assert tiles == [("/knowsley/", "Knowsley"), ("/liverpool/", "Liverpool"), ("/wirral/", "Wirral")]


@pytest.mark.parametrize(
    ("year", "written_for", "first"),
    [
        (2020, "written for 2019 to 2022", "co-production"),
        (2026, "written for 2023 to 2026", "Meeting social care needs"),
    ],
)
def test_home_shows_the_priorities_in_force(
    client: CheckedClient, year: int, written_for: str, first: str
) -> None:
    with clock.at(datetime(year, 6, 1, tzinfo=UTC)):
        words = words_of(client, "/liverpool/")
    assert written_for in words
    assert first.lower() in words.lower()


def test_home_links_to_each_priority_of_the_plan(client: CheckedClient) -> None:
    page = client.get("/knowsley/").get_data(as_text=True)
    links = re.findall(r'href="(/knowsley/strategy/[^"/]+/[^"/]+/)"', page)
    assert len(links) >= 3
    assert all(client.get(link).status_code == 200 for link in links)


def test_home_tells_within_how_many_days_words_are_read(client: CheckedClient) -> None:
    assert "Within 5 working days." in words_of(client, "/wirral/")


def test_home_shows_the_surveys_that_are_open(client: CheckedClient) -> None:
    page = client.get("/liverpool/").get_data(as_text=True)
    tiles = re.findall(r'<a href="/liverpool/surveys/([^"/]+)/">([^<]+)</a>', page)
    assert ("parents-and-carers", "How is help for your child?") in tiles
    assert len(tiles) == 2
    assert "About 8 minutes." in page


def test_home_says_plainly_when_no_survey_is_open(client: CheckedClient) -> None:
    with clock.at(datetime(2020, 6, 1, tzinfo=UTC)):
        words = words_of(client, "/liverpool/")
    assert "No survey is open today." in words


def test_home_shows_no_count_of_people(client: CheckedClient) -> None:
    page = client.get("/liverpool/").get_data(as_text=True)
    thread = page.split("<ol", 1)[1].split("</ol>")[0]
    assert set(re.findall(r"\d+", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", thread))) <= {"5"}
