"""Days when an area's office is closed: no promise counts them, and its admin changes them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import flask
import pytest

from portal.accounts.roles import Role
from portal.areas.actions import change_settings
from portal.areas.closed_days import shipped_days
from portal.areas.settings import AreaSettings
from portal.core import clock
from portal.core.db import transaction
from portal.safeguarding.alert_clock import due_at
from portal.safeguarding.models import Alert, AlertState
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.topics.talking import comment, topic

EVE = datetime(2026, 12, 24, 12, tzinfo=UTC)


def test_the_bank_holidays_of_england_ship_and_fall_on_working_days() -> None:
    days = [date.fromisoformat(day) for day in shipped_days()]
    assert days == sorted(set(days))
    assert Counter(day.year for day in days) == dict.fromkeys(range(2026, 2032), 8)
    assert {day.weekday() for day in days} <= set(range(5))
    # Christmas Day of 2027 is a Saturday, so two days stand for it and for Boxing Day
    assert {date(2026, 12, 28), date(2027, 3, 26), date(2027, 12, 27), date(2027, 12, 28)} <= set(days)


@pytest.mark.parametrize(
    ("closed", "due"),
    [(shipped_days(), date(2027, 1, 5)), ((), date(2026, 12, 31)), (("2026-12-30",), date(2027, 1, 1))],
)
def test_a_promise_in_working_days_leaves_them_out(closed: tuple[str, ...], due: date) -> None:
    settings = replace(AreaSettings(), closed_days=list(closed))
    assert settings.working_days_after(EVE.date(), 5) == due


def test_the_clock_of_an_alert_stands_still_over_christmas() -> None:
    alert = Alert(level=2, since=EVE.replace(hour=16), state=AlertState.NEW, steps=[])
    # one working day (8 hours from 9 to 17): an hour on Christmas Eve, seven after the holidays
    assert due_at(alert, AreaSettings()) == datetime(2026, 12, 29, 16, tzinfo=UTC)
    assert due_at(alert, replace(AreaSettings(), closed_days=[])) == datetime(2026, 12, 25, 16, tzinfo=UTC)


def test_the_desk_says_late_by_the_area_s_own_days(app: flask.Flask, client: CheckedClient) -> None:
    with clock.at(EVE):
        number = comment("Two days a week.", topic())
    page = f"/liverpool/staff/moderation/{number}/"
    with clock.at(datetime(2027, 1, 4, 9, tzinfo=UTC)):
        sign_in(client, Role.FORUM_MODERATOR)
        assert "over-due" not in client.get("/liverpool/staff/moderation/").text
        assert "5 January 2027" in client.get(page).text.replace("\xa0", " ")
        area = area_called("liverpool")
        with transaction():
            settings = replace(area.settings, closed_days=[])
            change_settings(area=area, settings=settings, by=None, at=clock.now())
        assert "over-due" in client.get("/liverpool/staff/moderation/").text
        assert "31 December 2026" in client.get(page).text.replace("\xa0", " ")


def test_an_admin_finds_them_on_the_settings_page(client: CheckedClient) -> None:
    sign_in(client, Role.AREA_ADMIN)
    page = client.get("/liverpool/staff/settings/").text
    assert all(day in page for day in shipped_days())
