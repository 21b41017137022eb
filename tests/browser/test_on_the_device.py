"""What stays on a family’s device: words being typed, until sent; nothing after it is cleared."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import parent as steps
from tests.browser.people import Someone

pytestmark = pytest.mark.browser

WORDS = "Please do not lose these words."
KEPT = "Object.keys(localStorage).concat(Object.keys(sessionStorage))"
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = function (words) { this.text = words; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-GB", localService: %s, name: "made up" }],
  speak: (words) => { window.said.push(words.text); setTimeout(() => words.onend(), 0); },
  cancel: () => {}, addEventListener: () => {},
} });
"""


def at_own_words(someone: Callable[..., Someone], mode: str = "standard") -> Someone:
    """A parent who has come to the first question for own words."""
    parent = someone()
    steps.begin(parent, mode)
    steps.go_on(parent, {}, until="/questions/open.best/")
    return parent


def test_words_being_typed_live_through_a_reload_until_the_server_has_them(
    someone: Callable[..., Someone],
) -> None:
    parent = at_own_words(someone)
    page = parent.page
    page.fill("textarea", WORDS)
    page.reload()
    assert page.input_value("textarea") == WORDS
    parent.press_continue()
    assert page.evaluate(KEPT) == []
    parent.press("Back")
    assert page.input_value("textarea") == WORDS


def test_words_the_server_refuses_stay_on_the_device(someone: Callable[..., Someone]) -> None:
    page = at_own_words(someone).page
    page.fill("textarea", "a" * 5001)
    with page.expect_navigation():
        page.click("#continue")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert len(page.evaluate(KEPT)) == 1


def test_nothing_stays_after_save_and_stop(someone: Callable[..., Someone]) -> None:
    parent = at_own_words(someone)
    parent.page.fill("textarea", WORDS)
    parent.press("Save and stop")
    assert parent.page.evaluate(KEPT) == []


def test_nothing_stays_after_the_device_is_cleared_and_back_shows_no_answer(
    someone: Callable[..., Someone],
) -> None:
    parent = at_own_words(someone)
    page = parent.page
    other = parent.new_tab()
    other.goto(page.url)
    other.fill("textarea", "Typed in another tab and never sent.")
    steps.go_on(parent, {"open.best": WORDS})
    parent.press("Send my answers")
    parent.press("Finish and clear this device")
    assert page.evaluate(KEPT) == []
    assert parent.context.cookies() == []
    for _step in range(6):
        page.go_back()
        assert WORDS not in page.content()
        assert page.locator("input:checked").count() == 0


def test_easy_read_is_read_aloud_by_a_voice_of_the_device(someone: Callable[..., Someone]) -> None:
    parent = someone()
    parent.context.add_init_script(VOICE % "true")
    steps.begin(parent, "easy")
    page = parent.page
    assert page.evaluate("window.said") == []
    page.get_by_role("button", name="Read it to me").click()
    expect(page.get_by_role("button", name="Read it to me")).to_be_visible()
    said = page.evaluate("window.said")
    assert said[0] == parent.heading
    assert len(said) >= page.locator("[name=answer]").count()
    steps.go_on(parent, {"open.best": "My teacher is kind."})
    parent.press("Send my answers")
    assert parent.heading == "Thank you. We have your answers."


@pytest.mark.parametrize("voice", [VOICE % "false", ""], ids=["elsewhere", "none"])
def test_without_a_voice_on_the_device_nothing_is_offered(
    someone: Callable[..., Someone], voice: str
) -> None:
    parent = someone()
    parent.context.add_init_script(voice)
    steps.begin(parent, "easy")
    expect(parent.page.locator("[data-read-aloud]")).to_be_hidden()
