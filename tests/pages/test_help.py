"""Need help now?: danger first, the area's own numbers or an honest gap, and a way out."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from portal.areas.actions import change_settings
from portal.areas.queries import area_by_slug
from portal.areas.settings import AreaSettings
from portal.core import clock
from portal.core.db import transaction
from portal.pages.help import parts_for
from tests.checked_client import CheckedClient
from tests.page_rules import plain

BOTH = ["/liverpool/help-now/", "/liverpool/help-now/?easy=yes"]


def main_of(client: CheckedClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    return page.split("<main", 1)[1].split("</main>")[0]


def words_of(markup: str) -> str:
    return plain(re.sub(r"<[^>]+>", " ", markup).replace("\u00a0", " "))


def set_numbers(**numbers: object) -> None:
    with transaction():
        area = area_by_slug("liverpool")
        assert area is not None
        settings: AreaSettings = replace(area.settings, **numbers)  # type: ignore[arg-type]
        change_settings(area=area, settings=settings, by=1, at=clock.now())


@pytest.mark.parametrize("path", BOTH)
def test_the_first_number_is_999(client: CheckedClient, path: str) -> None:
    numbers = re.findall(r'href="(?:tel|sms):(\d+)"', main_of(client, path))
    assert numbers[0] == "999"


@pytest.mark.parametrize("path", BOTH)
def test_an_area_without_numbers_says_so_and_names_999(client: CheckedClient, path: str) -> None:
    words = words_of(main_of(client, path))
    assert "Call the council" in words
    assert "0151" not in words


@pytest.mark.parametrize("path", BOTH)
def test_the_areas_own_numbers_stand_where_they_belong(client: CheckedClient, path: str) -> None:
    set_numbers(
        front_door_day="0151 496 0111", front_door_night="0151 496 0112", lado_phone="0151 496 0113"
    )
    main = main_of(client, path)
    for number in ("01514960111", "01514960112", "01514960113"):
        assert f'href="tel:{number}"' in main
    assert "At night, at weekends and on bank holidays." in words_of(main)


def test_one_number_for_day_and_night_stands_once(client: CheckedClient) -> None:
    set_numbers(front_door_day="0151 496 0111", front_door_night="0151 496 0111")
    area = area_by_slug("liverpool")
    assert area is not None
    part = next(part for part in parts_for(area) if part.key == "worried-about-child")
    assert [line.number for line in part.lines] == ["0151 496 0111", "0808 800 5000"]


def test_a_missing_night_number_sends_people_to_999(client: CheckedClient) -> None:
    set_numbers(front_door_day="0151 496 0111")
    words = words_of(main_of(client, BOTH[0]))
    assert "bank holidays. We do not have this number yet. If it cannot wait, call 999." in words


@pytest.mark.parametrize("path", BOTH)
def test_the_quick_way_out_works_without_a_script(client: CheckedClient, path: str) -> None:
    main = main_of(client, path)
    assert re.search(r'<a [^>]*href="https://www.bbc.co.uk/weather"[^>]*data-quick-exit', main)


def test_the_page_says_that_earlier_history_stays(client: CheckedClient) -> None:
    assert "stay in the history of this phone or computer" in words_of(main_of(client, BOTH[0]))


@pytest.mark.parametrize("path", BOTH)
def test_nothing_of_the_visit_is_kept_in_a_cookie(client: CheckedClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        ("2026-11-23T10:00+00:00", "0151 496 0111"),
        ("2026-11-23T17:00+00:00", "0151 496 0112"),
        ("2026-11-22T10:00+00:00", "0151 496 0112"),
        ("2026-12-25T10:00+00:00", "0151 496 0112"),
        ("2026-07-20T08:30+00:00", "0151 496 0111"),
    ],
)
@pytest.mark.parametrize("path", BOTH)
def test_the_number_that_answers_now_comes_first(
    client: CheckedClient, path: str, moment: str, first: str
) -> None:
    set_numbers(
        front_door_day="0151 496 0111", front_door_night="0151 496 0112", closed_days=["2026-12-25"]
    )
    with clock.at(datetime.fromisoformat(moment)):
        main = main_of(client, path)
    assert set(re.findall(r'Open now</p>\s*<a [^>]*href="tel:(\d+)"', main)) == {first.replace(" ", "")}


@pytest.mark.parametrize("path", BOTH)
def test_the_page_says_what_its_way_out_leaves_behind(client: CheckedClient, path: str) -> None:
    words = words_of(main_of(client, path))
    assert "opened before" in words
    assert "history" in words or "list of pages" in words
