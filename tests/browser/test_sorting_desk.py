"""The sorting desk in a real browser: by mouse with the script, and by keyboard without it."""

from collections.abc import Callable

import pytest

from portal.demo.plant import PASSWORD
from tests.browser.people import DESK, Someone

pytestmark = pytest.mark.browser
QUEUE = "/liverpool/staff/feedback/?state=to-read"


def officer(someone: Callable[..., Someone], **how: object) -> Someone:
    """An officer at a desk who has opened the first comment to read."""
    person = someone(viewport=DESK, **how)
    page = person.open("/account/sign-in/")
    page.fill("[name=email]", "officer@liverpool.example.org")
    page.fill("[name=password]", PASSWORD)
    person.press("Sign in")
    person.open(QUEUE)
    with page.expect_navigation():
        page.locator(".rows a").first.click()
    return person


def test_words_that_are_selected_are_ready_to_be_taken_out(someone: Callable[..., Someone]) -> None:
    page = officer(someone).page
    page.locator(".item p").dblclick(position={"x": 12, "y": 12})
    chosen = page.evaluate("document.getSelection().toString().trim()")
    assert chosen
    assert page.input_value("[name=words]") == chosen
    with page.expect_navigation():
        page.locator(".take-out button").click()
    assert "Taken out in" in page.inner_text(".govuk-notification-banner")
    assert page.locator(".item .hidden-word").count() >= 1


def test_a_comment_is_sorted_and_cleared_by_keyboard_without_the_script(
    someone: Callable[..., Someone],
) -> None:
    person = officer(someone, java_script_enabled=False)
    page, before = person.page, person.path
    page.focus("#themes-health")
    page.keyboard.press("Space")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator("button:focus", has_text="Clear, next").count():
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert person.path != before
    assert "Cleared." in page.inner_text(".govuk-notification-banner")
    person.open(before)
    assert page.is_checked("#themes-health")


def test_save_stands_above_the_fold_of_a_small_laptop(someone: Callable[..., Someone]) -> None:
    page = officer(someone).page
    box = page.locator("button", has_text="Clear, next").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= DESK["height"]


def test_enter_in_the_form_saves_and_never_clears(someone: Callable[..., Someone]) -> None:
    person = officer(someone)
    page, before = person.page, person.path
    page.fill("#labels", "school run")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Saved." in page.inner_text(".govuk-notification-banner")
    person.open(before)
    assert page.input_value("#labels") == "school run"
    assert page.locator("button", has_text="Clear, next").count() == 1


def test_a_key_held_down_decides_once(someone: Callable[..., Someone]) -> None:
    person = officer(someone)
    page, before = person.page, person.path
    page.focus("#stance-works")
    with page.expect_navigation():
        page.keyboard.down("s")
        page.keyboard.down("s")
    # the key is down still: the next page is left alone
    second = person.path
    for _turn in range(3):
        page.keyboard.down("s")
    page.keyboard.up("s")
    page.keyboard.press("w")
    assert person.path == second != before
    assert page.is_checked("#stance-works")


def test_the_words_to_take_out_are_reached_by_a_key_and_a_refusal_has_the_focus(
    someone: Callable[..., Someone],
) -> None:
    page = officer(someone).page
    page.focus("#stance-works")
    page.keyboard.press("t")
    page.keyboard.type("zebra")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".govuk-error-summary:focus").count() == 1
    assert page.input_value("[name=words]") == "zebra"


def test_what_has_the_focus_is_never_under_the_bar_of_buttons(someone: Callable[..., Someone]) -> None:
    page = officer(someone).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.focus("#stance-works")
    covered = """() => {
      const here = document.activeElement.getBoundingClientRect();
      const on = document.elementFromPoint(here.left + here.width / 2, here.top + here.height / 2);
      return !document.activeElement.closest('.desk__save') && Boolean(on && on.closest('.desk__save'));
    }"""
    stops = 0
    while page.evaluate("Boolean(document.activeElement.closest('form[data-keys]'))"):
        assert not page.evaluate(covered), page.evaluate("document.activeElement.id")
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 15
