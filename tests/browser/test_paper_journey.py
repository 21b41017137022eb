"""A pile of paper in a real browser: keyed by one hand, checked by another, signed by two, counted."""

import re
from collections.abc import Callable

import pytest

from portal.demo.plant import PASSWORD
from tests.browser.people import DESK, Someone

pytestmark = pytest.mark.browser
PAPER = "/liverpool/staff/paper/"
WORDS = "The nurse knows our name."


def staff(someone: Callable[..., Someone], role: str, **how: object) -> Someone:
    """Someone of Liverpool's staff, signed in at a desk."""
    person = someone(viewport=DESK, **how)
    page = person.open("/account/sign-in/")
    page.fill("[name=email]", f"{role}@liverpool.example.org")
    page.fill("[name=password]", PASSWORD)
    person.press("Sign in")
    return person


def a_batch(officer: Someone) -> str:
    """A new batch of the parents' survey; returns its address."""
    page = officer.open(f"{PAPER}make/")
    wave = page.locator("#what option", has_text=re.compile("How is help for your child.*Standard")).first
    page.select_option("#what", wave.get_attribute("value"))
    page.check("[name=how][value=paper]")
    page.fill("#handed_out", "2")
    page.fill("#title", "Swimming club")
    officer.press("Make it")
    return officer.path


def figures(person: Someone, batch: str) -> None:
    page = person.open(f"{batch}figures/")
    page.fill("#returned", "2")
    page.fill("#spoilt", "0")
    person.press("Save the numbers")


def key_by_hand(keyer: Someone) -> None:
    """Number, Enter, number, Enter: the words in between, and Done at the end."""
    page = keyer.page
    for question in page.locator("[data-keying]").all():
        assert question.locator(":focus").count() == 1, question.inner_text()
        page.keyboard.type(WORDS if question.locator("textarea").count() else "2")
        page.keyboard.press("Enter")
    assert page.locator("[data-keying-end]:focus").count() == 1
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_pile_is_keyed_checked_signed_and_counted(someone: Callable[..., Someone]) -> None:
    officer, keyer = staff(someone, "officer"), staff(someone, "data.entry")
    batch = a_batch(officer)
    figures(keyer, batch)
    keyer.press("Key the next form")
    key_by_hand(keyer)
    assert keyer.heading == "Form 2", "Enter on Done leads to the next form"
    keyer.page.keyboard.press("0")
    with keyer.page.expect_navigation():
        keyer.page.locator("button[name=done]").click()
    keyer.press("All forms are keyed")
    for _turn in range(2):
        officer.open(batch)
        officer.press("Check the next form")
        page = officer.page
        boxes = [one.get_attribute("name") for one in page.locator("textarea").all()]
        assert boxes == [], "words are compared, not typed again"
        for question in page.locator("[data-keying]").all():
            is_first = "Form 1" in officer.heading or officer.heading.endswith(" 1")
            if question.locator(".said").count():
                page.keyboard.press("1")
            elif is_first and question.locator("input[type=radio], input[type=checkbox]").count() > 1:
                page.keyboard.press("2")
            page.keyboard.press("Enter")
        with page.expect_navigation():
            page.locator("button[name=done]").click()
    for person in (keyer, officer):
        person.open(batch)
        person.press("I have looked, and I sign")
    assert "The forms count now" in officer.page.inner_text(".govuk-notification-banner")
    officer.open("/liverpool/staff/channels/")
    with officer.page.expect_navigation():
        officer.page.locator(".rows a", has_text="How is help for your child").first.click()
    words = officer.page.inner_text("main")
    assert "Swimming club" in words
    assert "It adds up" in words


def test_a_form_is_keyed_without_the_script(someone: Callable[..., Someone]) -> None:
    officer = staff(someone, "officer", java_script_enabled=False)
    batch = a_batch(officer)
    officer.press("Key the next form")
    page, form = officer.page, officer.path
    page.focus("#q-1-1")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.locator("button[name=part]").press("Enter")
    assert officer.path == batch
    officer.open(form)
    assert page.is_checked("#q-1-1")


def test_a_family_that_came_by_a_poster_counts_for_the_place(someone: Callable[..., Someone]) -> None:
    officer, family = staff(someone, "officer"), someone()
    page = officer.open("/liverpool/staff/places/")
    with page.expect_navigation():
        page.locator("tr", has_text="Central library").get_by_role("link", name="Poster").click()
    assert page.locator("svg.poster__qr").is_visible()
    address = page.inner_text(".poster__address")
    family.open("/" + address.partition("/")[2])
    assert family.path == "/liverpool/surveys/"
