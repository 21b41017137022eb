"""The public pages of a plan: in force, ended, whole, one priority, and never another area's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import flask
import pytest
from sqlalchemy import event, select

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, transaction
from portal.strategies.models import Priority, Strategy
from tests.checked_client import CheckedClient
from tests.page_rules import plain

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def autumn_2026() -> Iterator[None]:
    """Liverpool's second plan runs; Knowsley's printed end has passed."""
    with clock.at(NOW):
        yield


def page(client: CheckedClient, path: str) -> str:
    """The words and tags of a page that is there."""
    response = client.get(path)
    assert response.status_code == 200, path
    return plain(response.get_data(as_text=True))


@contextmanager
def queries_counted() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_our_plan_is_the_one_in_force(client: CheckedClient) -> None:
    text = page(client, "/liverpool/strategy/")
    assert "Liverpool Area SEND Strategy, 2023 to 2026" in text
    assert "Health and therapy offer" in text
    assert "An earlier plan" in text
    assert "It was written for" not in text


def test_a_plan_past_its_printed_end_says_when_it_was_written_for(client: CheckedClient) -> None:
    assert "It was written for 2018 to 2021." in page(client, "/knowsley/strategy/")


def test_before_a_plan_begins_the_one_before_is_ours(client: CheckedClient) -> None:
    with clock.at(datetime(2022, 12, 31, 12, tzinfo=UTC)):
        assert "Strengthen co-production" in page(client, "/liverpool/strategy/")
        assert "What inspectors found" in page(client, "/liverpool/strategy/")


def test_an_area_without_a_plan_says_so(client: CheckedClient) -> None:
    with transaction():
        db.session.add(
            Area(slug="sefton", name="Sefton", partnership="", forum="", advice_service="A", boards=[])
        )
    assert "There is no plan for Sefton here yet." in page(client, "/sefton/strategy/")


def test_the_whole_plan_says_all_its_parts_and_what_inspectors_found(client: CheckedClient) -> None:
    text = page(client, "/liverpool/strategy/liverpool-2019/")
    for words in (
        "This plan has ended.",
        "Give more to do nearby",
        "Make it clear who answers for each part of the strategy.",
        "Services are built with families at every level.",
        "Build a skilled workforce.",
        "Join in with family, culture and city life.",
        "More than half of permanent exclusions",
        "Leaders knew about problems but did not fix them.",
        "26 February 2019",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("area", "strategy", "words"),
    [
        ("wirral", "wirral-2020", "Plan for the long run"),
        ("knowsley", "knowsley-2018", "smooth, with the same"),
    ],
)
def test_parts_that_only_some_plans_have_are_shown(
    client: CheckedClient, area: str, strategy: str, words: str
) -> None:
    assert words in page(client, f"/{area}/strategy/{strategy}/")


def test_a_priority_shows_its_commitments_measures_and_what_families_said(client: CheckedClient) -> None:
    text = page(client, "/liverpool/strategy/liverpool-2023/liverpool-2023-p1/")
    assert "We want more kinds of services and support" in text
    assert "Offer more kinds of short breaks." in text
    assert "More children and young people say their needs are met.</h3>" in text
    assert "A survey can show this. The figure is not here yet." in text
    assert "A survey can show one part." in text
    assert "This figure must come from the records of services. It is not here yet." in text
    assert "This priority is new." in text


def test_a_priority_that_ended_says_so_and_shows_what_comes_near(client: CheckedClient) -> None:
    text = page(client, "/liverpool/strategy/liverpool-2019/liverpool-2019-p2/")
    assert "This priority ended. No priority of the new plan took its place." in text
    assert "Make co-production part of everyday work." in text
    assert "Its full name in the plan is “Strengthen co-production arrangements”." in text
    assert "13 things that they found are about this." in text


def test_a_later_priority_says_what_it_carries_on(client: CheckedClient) -> None:
    text = page(client, "/liverpool/strategy/liverpool-2023/liverpool-2023-p4/")
    assert "A little of <a" in text
    assert "The rest is new." in text
    assert "What inspectors found then" not in text


def test_families_never_read_a_slug(client: CheckedClient) -> None:
    with transaction():
        everywhere = [
            f"/{row.strategy.area.slug}/strategy/{row.strategy.slug}/{row.slug}/"
            for row in db.session.scalars(select(Priority).order_by(Priority.id))
        ]
    assert len(everywhere) == 19
    for path in everywhere:
        words = page(client, path).replace('href="', "\x00").split("\x00")
        shown = " ".join(part.partition('"')[2] for part in words)
        assert "liverpool-20" not in shown, path


@pytest.mark.parametrize(
    "path",
    [
        "/knowsley/strategy/liverpool-2023/",
        "/knowsley/strategy/liverpool-2023/liverpool-2023-p1/",
        "/knowsley/strategy/knowsley-2018/liverpool-2023-p1/",
        "/liverpool/strategy/liverpool-2019/liverpool-2023-p1/",
        "/liverpool/strategy/nothing/",
        "/liverpool/strategy/liverpool-2023/nothing/",
        "/nowhere/strategy/",
    ],
)
def test_another_areas_plan_and_an_unknown_one_are_not_found(client: CheckedClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_needs_as_many_queries_for_a_long_plan_as_for_a_short_one(
    app: flask.Flask, client: CheckedClient
) -> None:
    def needed(path: str) -> int:
        with queries_counted() as seen:
            page(client, path)
        return len(seen)

    wirral, liverpool = "/wirral/strategy/wirral-2020/", "/liverpool/strategy/liverpool-2023/"
    assert needed(f"{wirral}wirral-2020-p4/") <= needed(f"{liverpool}liverpool-2023-p1/") <= 30
    assert needed(wirral) <= needed("/liverpool/strategy/liverpool-2019/") <= 14
    assert needed("/wirral/strategy/") <= 12


def test_every_plan_can_be_opened(client: CheckedClient) -> None:
    with transaction():
        rows = db.session.scalars(select(Strategy).order_by(Strategy.id))
        paths = [f"/{row.area.slug}/strategy/{row.slug}/" for row in rows]
    for path in paths:
        page(client, path)
