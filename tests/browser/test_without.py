"""The same survey without a mouse, and without the script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import parent as steps
from tests.browser.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.house]

MANY = 40
WHERE = (Path(__file__).parent / "focused.js").read_text("utf-8")
WORDS = "They listened. Now let them answer the phone."


def test_a_parent_answers_without_the_script(someone: Callable[..., Someone]) -> None:
    parent = someone(java_script_enabled=False)
    steps.begin(parent)
    parent.press("Skip this question")
    steps.choose(parent, 1)
    parent.press("Back")
    assert parent.page.is_checked("#answer-1")
    parent.press("Save and stop")
    code = steps.code_shown(parent)
    again = someone(java_script_enabled=False)
    steps.come_back(again, code)
    steps.go_on(again, {"open.change": WORDS})
    assert WORDS in again.page.inner_text("main")
    again.press("Send my answers")
    assert again.heading == "Thank you. We have your answers."
    again.press("Finish and clear this device")
    again.page.go_back()
    assert WORDS not in again.page.content()


class Keyboard:
    """A person with keys only; every place the focus comes to for the first time must be seen."""

    def __init__(self, person: Someone) -> None:
        self.page: Page = person.page
        self.seen: set[str] = set()

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is on this."""
        for _press in range(MANY):
            self.page.keyboard.press("Tab")
            self._look()
            if self.page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(f"Tab does not come to {selector}")

    def press(self, key: str, *, leads_on: bool = False) -> None:
        """Press one key; `leads_on`: it sends the form or follows the link."""
        if not leads_on:
            self.page.keyboard.press(key)
            return
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def _look(self) -> None:
        """The place looks different without the focus."""
        where = self.page.evaluate(WHERE)
        if where is None or where["kind"] in self.seen:
            return
        self.seen.add(where["kind"])
        with_focus = self.page.screenshot(clip=where["box"])
        self.page.evaluate("window.was = document.activeElement; window.was.blur()")
        without = self.page.screenshot(clip=where["box"])
        self.page.evaluate("window.was.focus()")
        assert with_focus != without, f"the focus cannot be seen on {where['kind']}"


def test_a_parent_answers_with_keys_alone(
    someone: Callable[..., Someone], record_property: Callable[[str, str], None]
) -> None:
    parent = someone(reduced_motion="reduce")
    keys = Keyboard(parent)
    parent.open(steps.SURVEY)
    keys.tab_to(".govuk-skip-link")
    keys.press("Enter")
    keys.tab_to("[name=mode]")
    keys.press("Space")
    keys.tab_to("button")
    keys.press("Enter", leads_on=True)
    skipped = 0
    while not parent.path.endswith("/check/"):
        skipped += _answer_by_keys(parent, keys)
    assert skipped == 2
    assert WORDS in parent.page.inner_text("main")
    keys.tab_to("button:text-is('Send my answers')")
    keys.press("Enter", leads_on=True)
    assert parent.heading == "Thank you. We have your answers."
    keys.tab_to("form[data-clear-device] button")
    keys.press("Space", leads_on=True)
    assert parent.heading == "This device is clear"
    record_property("figure", f"keys alone: the focus was seen on {len(keys.seen)} kinds of place")


def _answer_by_keys(parent: Someone, keys: Keyboard) -> int:
    """Answer the question that is open; returns whether it was skipped."""
    key = steps.question(parent)
    if key in {"plan.part", "open.best"}:
        keys.tab_to("[name=skip]")
        keys.press("Enter", leads_on=True)
        return 1
    if parent.page.locator("textarea").count():
        keys.tab_to("textarea")
        parent.page.keyboard.type(WORDS)
    else:
        keys.tab_to("[name=answer]")
        # the first answer by Space; the one below it by an arrow
        keys.press("Space" if key == "info.aware" else "ArrowDown")
        assert parent.page.locator("[name=answer]:checked").count() == 1
    keys.tab_to("#continue")
    keys.press("Enter", leads_on=True)
    return 0
