"""Privacy, how it works and accessibility say what the settings in force say, never a constant."""

from dataclasses import replace

import pytest

from portal.accounts.roles import Role
from portal.areas.actions import change_settings
from portal.areas.queries import area_by_slug
from portal.areas.settings import RETENTION_DAYS, AreaSettings, Protection
from portal.core import clock
from portal.core.db import transaction
from portal.pages.in_force import KINDS, PEOPLE, length_in_words
from tests.checked_client import CheckedClient


def change(**changes: object) -> None:
    with transaction():
        area = area_by_slug("knowsley")
        assert area is not None
        settings: AreaSettings = replace(area.settings, **changes)  # type: ignore[arg-type]
        change_settings(area=area, settings=settings, by=1, at=clock.now())


def page(client: CheckedClient, name: str) -> str:
    return client.get(f"/knowsley/{name}/").get_data(as_text=True)


def test_privacy_shows_the_retention_in_force(client: CheckedClient) -> None:
    change(retention_days={**RETENTION_DAYS, "feedback": 365 * 2, "unfinished answers": 17})
    shown = page(client, "privacy")
    assert "2 years" in shown
    assert "17 days" in shown


def test_privacy_shows_the_digital_age_and_the_reading_days_in_force(client: CheckedClient) -> None:
    change(digital_age=16, reading_days=1)
    shown = page(client, "privacy")
    assert "If you are under 16" in shown
    assert "within 1 working day." in shown


def test_the_small_numbers_rule_is_shown_with_the_thresholds_in_force(client: CheckedClient) -> None:
    change(protection=Protection(threshold=20, small=15, step=10))
    shown = page(client, "how-it-works")
    assert "fewer than 20 answers" in shown
    assert "fewer than 15 in one group" in shown
    assert "nearest 10" in shown


def test_a_statement_that_nobody_reviewed_says_so(client: CheckedClient) -> None:
    assert "No person has checked this area’s site yet." in page(client, "accessibility")


def test_a_reviewed_statement_shows_its_date(client: CheckedClient) -> None:
    change(accessibility_reviewed="2026-11-03")
    shown = page(client, "accessibility")
    assert "3 November 2026" in shown
    assert "No person has checked" not in shown


def test_the_contact_of_the_area_is_shown_once_it_is_set(client: CheckedClient) -> None:
    change(contact_email="send@example.org")
    for name in ("privacy", "accessibility"):
        assert 'href="mailto:send@example.org"' in page(client, name)


def test_cookies_names_the_cookie_that_is_set(client: CheckedClient) -> None:
    assert "“portal”" in page(client, "cookies")


def test_every_role_and_every_kept_kind_has_words_for_families() -> None:
    assert set(PEOPLE) == set(Role)
    assert set(KINDS) == set(RETENTION_DAYS)


@pytest.mark.parametrize(
    ("days", "words"),
    [(2190, "6 years"), (365, "1 year"), (30, "30 days"), (1, "1 day"), (91, "91 days")],
)
def test_days_are_said_as_people_say_them(client: CheckedClient, days: int, words: str) -> None:
    with client.application.test_request_context():
        assert length_in_words(days) == words
