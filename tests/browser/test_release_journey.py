"""An officer releases a round that has ended, in Chromium: prepare, look, publish; a family reads it."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.worker.running import run_waiting
from portal.demo.plant import PASSWORD
from portal.surveys.models import Survey, Wave
from tests.browser.people import DESK, Someone
from tests.deployment import Deployment
from tests.planting import area_called

pytestmark = pytest.mark.browser
SURVEY = "young-people"
WORDS = "You want to be asked before things change."


def end_newer_round(deployment: Deployment) -> str:
    """The round that is open ends now; the word in its address."""
    with deployment.app.app_context(), transaction():
        rows = select(Wave).join(Wave.survey)
        rows = rows.where(Survey.area_id == area_called("wirral").id, Survey.slug == SURVEY)
        wave = db.session.scalars(rows.order_by(Wave.opens_at.desc())).first()
        assert wave is not None
        wave.closes_at = clock.now() - timedelta(hours=wave.grace_hours + 1)
        return wave.slug


def work(deployment: Deployment) -> None:
    """The worker comes round."""
    with deployment.app.app_context():
        assert run_waiting() >= 1, "what others of this portal have asked for may wait too"


def test_an_officer_releases_a_round_and_a_family_reads_it(
    live: tuple[Deployment, str], someone: Callable[..., Someone]
) -> None:
    occasion = end_newer_round(live[0])
    officer = someone(viewport=DESK, java_script_enabled=False)
    page = officer.open("/account/sign-in/")
    page.fill("[name=email]", "officer@wirral.example.org")
    page.fill("[name=password]", PASSWORD)
    officer.press("Sign in")
    officer.open("/wirral/staff/releases/")
    with page.expect_navigation():
        page.locator(f"li:has-text('{occasion} round') button").first.click()
    assert "It waits for its turn." in page.inner_text("main")
    work(live[0])
    officer.press("Look again")
    assert page.locator("th", has_text="Exact").count() > 5
    page.fill("[name=summary]", WORDS)
    officer.press("Keep these words")
    officer.press("Publish for everyone")
    assert "It is published." in page.inner_text(".govuk-notification-banner")
    family_reads(someone(), occasion)


def family_reads(family: Someone, occasion: str) -> None:
    """From the survey to its results, and the file against its checksum."""
    page = family.open(f"/wirral/surveys/{SURVEY}/")
    with page.expect_navigation():
        page.locator(f"a[href='/wirral/results/{SURVEY}/{occasion}/']").click()
    assert WORDS in page.inner_text("main")
    link = page.locator("a", has_text="All the numbers as a file").get_attribute("href")
    body = page.request.get(f"{family.site}{link}").body()
    assert hashlib.sha256(body).hexdigest() in page.inner_text("main")
