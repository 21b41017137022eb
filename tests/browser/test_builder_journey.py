"""A survey from a blank page to its second version: built, answered by phone and on paper, counted once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import desk_work as desk
from tests.browser import parent as steps
from tests.browser.people import DESK, Someone

pytestmark = pytest.mark.browser
TITLE = "How is winter at school?"
START = "/liverpool/surveys/how-is-winter-at-school/"
FORMS = 10
OWN = "Warm rooms\nMore clubs\nHelp with coats"
# key, words, kind, kind in Easy Read, own answers
QUESTIONS = [
    ("school.like", "I like school in winter.", "agree5", "face3", ""),
    ("school.days", "How many days were you off?", "number", "number", ""),
    ("school.why", "Why were you off?", "short", "short", ""),
    ("school.order", "What matters most to you?", "ranking", "ranking", OWN),
    ("school.warm", "Is your classroom warm?", "yes-no-notsure", "yes-no-notsure", ""),
    ("school.coat", "May you keep your coat on?", "yes-no", "yes-no", ""),
    ("school.food", "Are you happy with the food?", "sat5", "face3", ""),
    ("school.clubs", "Which clubs do you like?", "multi", "multi", "Music\nSport\nArt"),
    ("school.change", "Is it better than last winter?", "better3", "better3", ""),
    ("school.walk", "Is it easy to get to school?", "effort5", "easy3", ""),
    ("open.best", "What is best about winter?", "short", "short", ""),
    ("open.winter", "What would you change?", "free", "free", ""),
]


def go(page: Page) -> None:
    """Press Next and wait for the next page."""
    with page.expect_navigation():
        page.click("#continue")


def build(editor: Someone) -> str:
    """Twelve questions and two branches, looked at in Easy Read; returns the survey's address."""
    at = desk.begin_survey(editor, TITLE)
    for question in QUESTIONS:
        desk.write_question(editor, *question)
    desk.hang(editor, at, "school.why", "school.days=", "at-least", "1")
    desk.hang(editor, at, "school.coat", "school.warm=no", "is")
    with editor.page.expect_navigation():
        editor.page.get_by_role("link", name="Easy Read of version 1").first.click()
    assert editor.heading == QUESTIONS[0][1]
    editor.open(at)
    return at


def half_in_easy_read(young: Someone) -> str:
    """The first half on a phone, with "Read it to me" on each page; the code to come back with."""
    page = young.open(START)
    page.check("[name=mode][value=easy]")
    young.press("Start")
    page.check("[name=answer][value=good]")
    assert page.locator("[data-read-aloud]").count() == 1
    go(page)
    page.fill("[name=answer]", "2")
    go(page)
    assert young.heading == "Why were you off?"
    page.fill("[name=words]", "I had a cold.")
    go(page)
    page.select_option("#answer-1", "more-clubs#1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("[data-read-aloud]").count() == 1
    young.press("Save and stop")
    return steps.code_shown(young)


def rest_in_another_browser(young: Someone, code: str) -> None:
    """Go on with the code: the other branch is not asked; all the answers are there, and sent."""
    steps.come_back(young, code)
    page = young.page
    assert young.heading == "Is your classroom warm?"
    page.check("[name=answer][value=yes]")
    go(page)
    assert young.heading == "Are you happy with the food?", "nobody is asked about coats in a warm room"
    while not young.path.endswith("/check/"):
        if page.locator("#answer-0").count():
            page.check("#answer-0")
        go(page)
    said = page.inner_text("body")
    assert "1. More clubs" in said
    assert "I had a cold." in said
    young.press("Send my answers")
    assert young.path.endswith("/done/")


def paper_is_keyed_and_settled(officer: Someone, keyer: Someone) -> None:
    """Ten forms by one person; another checks some, sees one differently and settles it; two sign."""
    batch = desk.make_batch(officer, TITLE, FORMS)
    keyer.open(batch)
    keyer.press("Key the next form")
    for number in range(FORMS):
        desk.key_form(keyer)
        last = number == FORMS - 1
        with keyer.page.expect_navigation():
            keyer.page.locator(f"button[name={'done' if last else 'next'}]").click()
    keyer.press("All forms are keyed")
    officer.open(batch)
    officer.press("Check the next form")
    desk.key_form(officer, first="3")
    while officer.page.locator("[data-keying-end]").count():
        with officer.page.expect_navigation():
            officer.page.keyboard.press("Enter")
        if officer.page.locator("[data-keying-end]").count():
            desk.key_form(officer)
    officer.press("Settle what differs")
    officer.page.check("input[value=first]")
    officer.press("This is right")
    for person in (keyer, officer):
        person.open(batch)
        person.press("I have looked, and I sign")
    assert "The forms count now" in officer.page.inner_text(".govuk-notification-banner")


def channels_add_up(officer: Someone) -> None:
    """One by the web and ten on paper are eleven."""
    page = officer.open("/liverpool/staff/channels/")
    with page.expect_navigation():
        page.locator(".rows a", has_text=TITLE).first.click()
    words = " ".join(page.inner_text("main").split())
    assert "Youth club" in words
    assert "It adds up" in words
    assert "11" in words


def second_version_keeps_the_trend(editor: Someone, at: str) -> None:
    """A word is mended and a question goes: the rest can still be laid beside the year before."""
    page = editor.open(at)
    editor.press("Close this round now")
    editor.press("Write version 2")
    with page.expect_navigation():
        page.locator("li.built", has_text="open.best.").get_by_role("link", name="Remove").click()
    editor.press("Remove it")
    editor.press("Publish version 2")
    page.fill("[name=note]", "We took one question out.")
    editor.press("Publish it")
    words = page.inner_text("main")
    assert "What changed: We took one question out." in words
    assert "Can be compared with the version before: school.like" in words


def test_a_survey_is_built_answered_keyed_counted_and_goes_on(someone: Callable[..., Someone]) -> None:
    editor = desk.sign_in(someone(viewport=DESK), "editor")
    at = build(editor)
    desk.publish(editor)
    code = half_in_easy_read(someone())
    rest_in_another_browser(someone(), code)
    officer = desk.sign_in(someone(viewport=DESK), "officer")
    keyer = desk.sign_in(someone(viewport=DESK), "data.entry")
    paper_is_keyed_and_settled(officer, keyer)
    channels_add_up(officer)
    second_version_keeps_the_trend(editor, at)
