"""An editor builds a survey in three modes at a desk; a young person answers it in Easy Read on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from portal.core import clock
from portal.demo.plant import PASSWORD
from tests.browser.people import DESK, Someone

pytestmark = pytest.mark.browser
TITLE = "How is winter at school?"
START = "/liverpool/surveys/how-is-winter-at-school/"
MODES = ("standard", "young", "easy")
OWN = "Warm rooms\nMore clubs\nHelp with coats"
# key, words, kind, kind in Easy Read, own answers
QUESTIONS = [
    ("school.like", "I like school in winter.", "agree5", "face3", ""),
    ("school.days", "How many days were you off?", "number", "number", ""),
    ("school.why", "Why were you off?", "short", "short", ""),
    ("school.order", "What matters most to you?", "ranking", "ranking", OWN),
    ("school.warm", "Is your classroom warm?", "yes-no-notsure", "yes-no-notsure", ""),
    ("open.winter", "What would you change?", "free", "free", ""),
]


def editor(someone: Callable[..., Someone]) -> Someone:
    """An editor at a desk, signed in."""
    person = someone(viewport=DESK)
    page = person.open("/account/sign-in/")
    page.fill("[name=email]", "editor@liverpool.example.org")
    page.fill("[name=password]", PASSWORD)
    person.press("Sign in")
    return person


def begin(person: Someone) -> str:
    """A blank survey for young people in three modes; returns its address."""
    page = person.open("/liverpool/staff/surveys/new/")
    page.fill("[name=title]", TITLE)
    page.check("[name=invited][value=young]")
    for mode in MODES:
        page.check(f"[name=modes][value={mode}]")
    person.press("Make the draft")
    return person.path


def write(person: Someone, key: str, words: str, kind: str, easy: str, own: str) -> None:
    """Add one question in every mode."""
    person.press("Add a question")
    page = person.page
    page.fill("[name=key]", key)
    for mode in MODES:
        page.select_option(f"[name=kind_{mode}]", easy if mode == "easy" else kind)
        page.fill(f"[name=words_{mode}]", words)
        page.fill(f"[name=answers_{mode}]", own)
    page.select_option("[name=picture]", "1F3EB")
    person.press("Add the question")


def publish(person: Someone) -> None:
    """Write the purpose, publish and open a round."""
    page = person.page
    person.press("Title, privacy and thanks")
    for mode in MODES:
        page.fill(f"[name=purpose_{mode}]", "We want to make winter better.")
    person.press("Save")
    person.press("Publish version 1")
    person.press("Publish it")
    person.press("Open a round")
    today = clock.today()
    page.fill("[name=title]", "Winter")
    page.fill("[name=opens_on]", f"{today}")
    page.fill("[name=closes_on]", f"{today.replace(year=today.year + 1)}")
    person.press("Open the round")


def branch(person: Someone, at: str) -> None:
    """Ask why only those who were off."""
    page = person.open(at)
    with page.expect_navigation():
        page.locator("li.built", has_text="school.why").get_by_role("link", name="When it is asked").click()
    page.check("[name=join][value=all]")
    page.select_option("#answer-1", "school.days=")
    page.select_option("#test-1", "at-least")
    page.fill("#number-1", "1")
    person.press("Save")
    assert "Only when school.days is at least 1." in page.inner_text("main, .main")


def go(page: Page) -> None:
    """Press Next and wait for the next page."""
    with page.expect_navigation():
        page.click("#continue")


def test_a_survey_is_built_and_answered_in_easy_read(someone: Callable[..., Someone]) -> None:
    person = editor(someone)
    at = begin(person)
    for question in QUESTIONS:
        write(person, *question)
    branch(person, at)
    with person.page.expect_navigation():
        person.page.get_by_role("link", name="Easy Read of version 1").first.click()
    assert person.heading == QUESTIONS[0][1]
    person.open(at)
    publish(person)
    young = someone()
    page = young.open(START)
    page.check("[name=mode][value=easy]")
    young.press("Start")
    page.check("[name=answer][value=good]")
    go(page)
    page.fill("[name=answer]", "2")
    go(page)
    assert young.heading == "Why were you off?"
    page.fill("[name=words]", "I had a cold.")
    go(page)
    page.select_option("#answer-1", "more-clubs#1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    go(page)
    page.check("[name=answer][value=yes]")
    go(page)
    go(page)
    assert "1. More clubs" in page.inner_text("body")
    young.press("Send my answers")
    assert young.path.endswith("/done/")
