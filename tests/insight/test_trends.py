"""Trends: over rounds and quarters, by whom, through two plans in two readings, areas side by side."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import text

from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback.actions import judge
from portal.feedback.models import Stance
from portal.insight.generations import generations
from portal.insight.periods import Span, periods
from portal.insight.trend_queries import told_over_time, writers_read_as
from portal.strategies.queries import crosswalk_of, priorities_of_area, strategies_of, theme_by_slug
from tests.checked_client import CheckedClient
from tests.exports.test_trend_files import second_round, spoke
from tests.planting import area_called, open_wave_of
from tests.releases.releasing import after_the_round
from tests.saying import item, said
from tests.signing_in import sign_in

TRENDS = "/liverpool/staff/trends/"


def test_quarters_end_with_today_and_leave_no_gap() -> None:
    listed = periods(Span.QUARTERS, date(2026, 11, 23))
    assert len(listed) == 16
    assert (listed[0].first, listed[-1].first) == (date(2023, 1, 1), date(2026, 10, 1))
    assert all(one.next_first == after.first for one, after in pairwise(listed))
    months = periods(Span.MONTHS, date(2026, 1, 31))
    assert (len(months), months[0].first, months[-1].next_first) == (24, date(2024, 2, 1), date(2026, 2, 1))


def test_a_quarter_says_which_months_it_has(app: Flask) -> None:
    with app.test_request_context():
        assert [one.label for one in periods(Span.QUARTERS, date(2026, 2, 1))[-2:]] == [
            "Oct–Dec 2025",
            "Jan–Mar 2026",
        ]
        assert periods(Span.MONTHS, date(2026, 2, 1))[-1].label == "Feb 2026"


def test_who_was_never_asked_has_no_table_of_those_who_did_not_say(client: CheckedClient) -> None:
    said("First.", themes=("health",), others={"about.plan": "ehcp"})
    said("Second.", survey="young-people", themes=("health",))
    sign_in(client, "officer")
    page = client.get(f"{TRENDS}themes/health/").text
    assert "Parents and carers: Plan or support" in page
    assert "Young people: Plan or support" not in page


def test_people_are_counted_by_quarter_as_an_independent_query_counts_them(client: CheckedClient) -> None:
    area, theme = area_called("liverpool"), theme_by_slug("health")
    assert theme is not None
    for words in ("First.", "Second."):
        said(words, themes=("health",), others={"open.best": "More."})
    said("About something else.")
    said("Elsewhere.", area="knowsley", themes=("health",))
    said("My uncle hits me.", themes=("health",))
    with clock.at(clock.now() + timedelta(days=100)):
        today = clock.today()
        found = told_over_time(area, periods(Span.QUARTERS, today), theme, {})
    independent = db.session.execute(
        text(
            "SELECT COUNT(DISTINCT i.record_key) FROM feedback_item i JOIN tag t ON t.item_id = i.id "
            "JOIN theme h ON h.id = t.theme_id WHERE h.slug = 'health' AND i.area_id = :area "
            "AND i.words <> 'My uncle hits me.'"
        ),
        {"area": area.id},
    ).scalar()
    assert [one.about._count for one in found.values()] == [independent] == [2]


def test_a_theme_page_says_how_sure_a_change_is_and_by_whom(client: CheckedClient) -> None:
    said("First.", themes=("health",), others={"about.plan": "ehcp"})
    said("Second.", others={"about.plan": "sen-support"})
    sign_in(client, "officer")
    page = client.get(f"{TRENDS}themes/health/").text
    assert "There is nothing to compare yet." in page
    assert "<b>1</b> (50%)" in page
    narrowed = client.get(f"{TRENDS}themes/health/?plan=ehcp&span=months").text
    assert "<b>1</b> (100%)" in narrowed
    assert client.get(f"{TRENDS}themes/health/?plan=nothing").status_code == 404
    assert client.get(f"{TRENDS}themes/health/?span=years").status_code == 404


def test_trends_say_who_says_it_works_and_who_says_it_does_not(client: CheckedClient) -> None:
    for words, stance in (("One.", Stance.DOES_NOT), ("Two.", Stance.DOES_NOT), ("Three.", Stance.WORKS)):
        number = said(words, themes=("health",), others={"about.plan": "ehcp"})
        with transaction():
            judge(item=item(number), stance=stance, says_it_well=False, by=1, at=clock.now())
    sign_in(client, "officer")
    page = client.get(f"{TRENDS}themes/health/").text
    assert "3 of 3 people who wrote, wrote about it." in page
    assert "Of them, 1 say it works well and 2 that it does not." in page
    of_plan = page.split("By whom")[1]
    assert re.search(r">\s*2\s*</td>", of_plan)
    only = client.get(f"{TRENDS}?stance=does-not&show=charts").text
    assert "<b>2</b> (67%)" in only and "2 of 3 people who wrote" in only
    assert client.get(f"{TRENDS}plans/?stance=works&show=charts").status_code == 200
    assert client.get(f"{TRENDS}?stance=loud").status_code == 404


def test_all_the_same_and_a_handful_are_told_honestly(client: CheckedClient) -> None:
    for number in range(6):
        said(f"The same {number}.", themes=("health",))
    sign_in(client, "officer")
    page = client.get(f"{TRENDS}?show=charts").text
    assert "6 of 6 people who wrote, wrote about it. There is nothing to compare yet." in page
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        page = client.get(f"{TRENDS}?show=charts").text
        assert "Too few people wrote for a share." in page
        assert client.get(f"{TRENDS}?stance=works").status_code == 403


def test_a_board_viewer_sees_protected_rounds_and_no_months(client: CheckedClient) -> None:
    said("First.", themes=("health",))
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        assert "<b>1</b>" not in client.get(TRENDS).text
        assert client.get(f"{TRENDS}themes/health/").status_code == 403


def test_of_what_a_star_hides_nobody_is_told_that_the_difference_is_small(client: CheckedClient) -> None:
    spoke(1)
    with second_round():
        spoke(2)
    with clock.at(clock.now() + timedelta(days=400)):
        sign_in(client, "board viewer")
        page = client.get(f"{TRENDS}?show=charts").text
    told = re.findall(r"[^<>]*Not sure: [^<>]*", page)
    of_a_star = [one for one in told if "Few people or none" in one or "too few people" in one]
    assert of_a_star and not any("too small to tell" in one for one in of_a_star), told


def _readings(client: CheckedClient) -> Iterator[str]:
    for reading in ("then", "now"):
        yield client.get(f"{TRENDS}plans/?reading={reading}").text


def test_words_under_an_earlier_plan_are_read_as_the_part_that_carries_it_on(client: CheckedClient) -> None:
    area = area_called("liverpool")
    through = generations(strategies_of(area), priorities_of_area(area), crosswalk_of(area))
    assert through is not None
    heir = next(one for one in through.heirs if one.counted)
    earlier, later = heir.counted[0].slug, heir.priority.slug
    said("Then.", priorities=(earlier,))
    said("Now.", priorities=(later,))
    said("Both.", priorities=(earlier, later))
    wave = open_wave_of("liverpool", "parents-and-carers")
    (found,) = writers_read_as(area, [wave.id], through.read_as).values()
    # who wrote about both counts once
    assert found[heir.priority.id]._count == 3
    sign_in(client, "officer")
    then, now = _readings(client)
    assert re.findall(r"<b>(\d)</b>", _row(then, later)) == ["2"]
    assert re.findall(r"<b>(\d)</b>", _row(now, later)) == ["3"]


def _row(page: str, slug: str) -> str:
    return page.split(f"priorities/{slug}/")[1].split("</tr>")[0]


def test_what_nothing_carries_on_and_what_is_new_are_shown_as_such(client: CheckedClient) -> None:
    area = area_called("liverpool")
    through = generations(strategies_of(area), priorities_of_area(area), crosswalk_of(area))
    assert through is not None
    assert {one.id for one in through.orphans}.isdisjoint(p.id for h in through.heirs for p in h.counted)
    said("Words.")
    sign_in(client, "officer")
    page = client.get(f"{TRENDS}plans/?reading=now").text
    assert page.count("orphaned: no part of today’s plan carries it on") == len(through.orphans)
    assert page.count("new: nothing before it") == sum(one.is_new for one in through.heirs)


@pytest.mark.parametrize("role", ["officer", "board viewer"])
def test_areas_stand_side_by_side_only_for_those_with_the_right(client: CheckedClient, role: str) -> None:
    said("Elsewhere.", area="knowsley", themes=("health",))
    with clock.at(after_the_round()):
        sign_in(client, role)
        page = client.get(f"{TRENDS}areas/").text
        assert ("<h2>Liverpool</h2>" in page, "<h2>Knowsley</h2>" in page) == (True, False)
        sign_in(client, role, area="knowsley", email=f"{role.replace(' ', '-')}.liverpool@example.org")
        assert "<h2>Knowsley</h2>" in client.get(f"{TRENDS}areas/").text
