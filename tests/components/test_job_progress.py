"""The progress of a long job moves by itself with the script, and the page stays where it is."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.components.browsing import Screen
from tests.components.surroundings import Render

pytestmark = pytest.mark.browser

WAITING = (
    '{% extends "layouts/staff.html" %}{% from "components/job_wait.html" import job_wait %}'
    '{% from "components/job_progress.html" import job_title %}{% block heading %}File{% endblock %}'
    "{% block how_far %}{{ job_title(job) }}{% endblock %}{% block content %}<h1>File</h1>"
    "{{ job_wait(job, follow, '/job/', '/stop/', 'x') }}{% endblock %}"
)


def job(percent: int | None, state: str = "running") -> SimpleNamespace:
    is_open = state in {"waiting", "running"}
    return SimpleNamespace(
        state=state, is_open=is_open, percent=percent, done=percent, total=100, words="Counting."
    )


def opened(screen: Screen, page: str) -> Page:
    """The page in a tab whose clock only moves when it is told to."""
    screen.pages["/job/"] = page
    tab = screen.open("/before/", "<title>Before</title>")
    tab.clock.install()
    tab.goto(tab.url.replace("/before/", "/job/"))
    return tab


def test_the_line_moves_and_the_end_is_said_but_the_page_stays(screen: Screen, render: Render) -> None:
    page = opened(screen, render(WAITING, job=job(None, "waiting"), follow=False))
    expect(page.locator(".progress")).to_have_text("Waiting. Counting.")
    page.get_by_role("link", name="Look again").focus()
    screen.pages["/job/"] = render(WAITING, job=job(40), follow=False)
    page.clock.run_for(2000)
    expect(page.locator(".progress")).to_have_text("Running. Counting. 40 of 100.")
    assert "40%" in page.title()
    screen.pages["/job/"] = render(WAITING, job=job(100, "done"), follow=False)
    page.clock.run_for(2000)
    expect(page.get_by_role("status")).to_have_text("It has ended. See what came of it")
    expect(page.get_by_role("link", name="Look again")).to_be_focused()
    for gone in ("Running.", "The work goes on.", "Stop the work"):
        expect(page.get_by_text(gone)).to_be_hidden()
    assert not screen.wrong


def test_a_refused_page_is_not_called_the_end(screen: Screen, render: Render) -> None:
    page = opened(screen, render(WAITING, job=job(40), follow=False))
    del screen.pages["/job/"]
    with page.expect_response("**/job/") as answer:
        page.clock.run_for(2000)
    assert answer.value.status == 404
    expect(page.get_by_text("It has ended.")).to_be_hidden()


def test_without_the_script_the_page_offers_to_load_itself(quiet_screen: Screen, render: Render) -> None:
    page = quiet_screen.open("/job/", render(WAITING, job=job(40), follow=False))
    expect(page.get_by_role("link", name="Load this page again every 5 seconds")).to_be_visible()
    expect(page.get_by_text("It has ended.")).to_be_hidden()
