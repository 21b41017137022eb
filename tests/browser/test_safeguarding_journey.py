"""In a real browser: worrying words in a survey, the lead by keyboard without scripts, and the way out."""

from collections.abc import Callable

import pytest

from portal.demo.plant import PASSWORD
from tests.browser import parent as steps
from tests.browser.people import Someone

pytestmark = pytest.mark.browser
LIST = "/liverpool/staff/safeguarding/"
WORDS = "My uncle hits me. I do not know who to tell."


def test_a_worrying_answer_reaches_the_lead_who_acts_and_closes_it(someone: Callable[..., Someone]) -> None:
    family = someone()
    steps.begin(family)
    steps.go_on(family, {"open.best": WORDS})
    page = family.page
    # nothing on the sender's screen differs
    assert "safeguarding" not in page.inner_text("main").lower()

    lead = someone(java_script_enabled=False)
    page = lead.open("/account/sign-in/")
    page.fill("[name=email]", "safeguarding.lead@liverpool.example.org")
    page.fill("[name=password]", PASSWORD)
    lead.press("Sign in")
    page = lead.open(LIST)
    assert "uncle" not in page.inner_text("main")
    with page.expect_navigation():
        page.locator(".rows a", has_text="Look now. New").last.click()
    assert WORDS in page.inner_text(".item")
    assert page.locator(".item mark").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    alert = lead.path
    by_keyboard(lead, "acting", "I rang the school.")
    lead.open(alert)
    by_keyboard(lead, "closed", "The front door has it.")
    history = lead.open(alert).inner_text("main")
    assert "I rang the school." in history
    assert "The front door has it." in history
    assert "Closed: a real worry" in history


def by_keyboard(lead: Someone, to: str, note: str) -> None:
    """Choose, write and send with the keys alone, in the order in which Tab comes to them."""
    page = lead.page
    page.locator("[name=to]").first.focus()
    for _ in range(6):
        if page.evaluate("document.activeElement.value") == to:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    for _ in range(20):  # the parts of a day and a time are stops of their own
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "note":
            break
    page.keyboard.type(note)
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_quick_way_out_leaves_no_way_back_to_the_page(someone: Callable[..., Someone]) -> None:
    person = someone()
    page = person.open("/liverpool/")
    with page.expect_navigation():
        page.get_by_role("link", name="Need help now?").first.click()
    harmless = f"{person.site}/liverpool/cookies/"
    page.evaluate("to => document.querySelector('[data-quick-exit]').href = to", harmless)
    with page.expect_navigation():
        page.locator("[data-quick-exit]").click()
    assert page.url == harmless
    page.go_back()
    assert person.path == "/liverpool/"
