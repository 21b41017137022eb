"""Which strategy is in force on a date, and that no area reads another's."""

from datetime import date

import flask
import pytest

from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.strategies import queries


def area(slug: str) -> Area:
    """A planted area."""
    found = area_by_slug(slug)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("slug", "on", "expected"),
    [
        ("liverpool", date(2022, 12, 31), "liverpool-2019"),
        ("liverpool", date(2023, 1, 1), "liverpool-2023"),
        ("liverpool", date(2031, 5, 1), "liverpool-2023"),
        ("liverpool", date(2015, 5, 1), "liverpool-2019"),
        ("knowsley", date(2026, 11, 1), "knowsley-2018"),
        ("wirral", date(2026, 11, 1), "wirral-2020"),
    ],
)
def test_in_force_is_the_latest_that_had_begun_whatever_its_printed_end(
    app: flask.Flask, slug: str, on: date, expected: str
) -> None:
    strategy = queries.strategy_in_force(area(slug), on)
    assert strategy is not None
    assert strategy.slug == expected


def test_priorities_in_force_come_by_number(app: flask.Flask) -> None:
    priorities = queries.priorities_in_force(area("wirral"), date(2026, 1, 1))
    assert [priority.number for priority in priorities] == [1, 2, 3, 4]


def test_a_theme_leads_to_the_priorities_in_force_that_it_maps_onto(app: flask.Flask) -> None:
    plans = queries.theme_by_slug("plans")
    assert plans is not None
    for year, expected in (
        (2020, ["liverpool-2019-p2", "liverpool-2019-p5"]),
        (2025, ["liverpool-2023-p1", "liverpool-2023-p5"]),
    ):
        found = queries.priorities_for_themes(area("liverpool"), date(year, 6, 1), [plans.id])
        assert [priority.slug for priority in found] == expected


def test_families_are_asked_about_nine_of_ten_themes(app: flask.Flask) -> None:
    assert len(queries.themes()) == 10
    assert "running-well" not in [theme.slug for theme in queries.themes_for_families()]
    assert len(queries.themes_for_families()) == 9


def test_another_areas_strategy_is_not_found(app: flask.Flask) -> None:
    knowsley = area("knowsley")
    assert queries.strategy_by_slug(knowsley, "liverpool-2023") is None
    assert queries.priority_by_slug(knowsley, "liverpool-2023-p1") is None
    liverpools = queries.priority_by_slug(area("liverpool"), "liverpool-2019-p1")
    assert liverpools is not None
    assert queries.links_from(knowsley, liverpools) == []
    assert queries.inspections_under(knowsley, liverpools.strategy) == []
