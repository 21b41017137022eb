"""A family finds help with three misspelt words; an officer finds the hidden gaps from the pages alone."""

from collections.abc import Callable

import pytest

from portal.demo.plant import PASSWORD
from tests.browser.people import DESK, Someone

pytestmark = pytest.mark.browser
SEARCHES = "/wirral/staff/local-offer/searches/"


def test_a_family_finds_help_with_three_misspelt_words_on_a_phone_without_javascript(
    someone: Callable[..., Someone],
) -> None:
    family = someone(java_script_enabled=False)
    page = family.open("/wirral/")
    family.follow(page.locator("footer").get_by_role("link", name="Find help", exact=True))
    page.fill("[name=q]", "speach and langage theropy")
    family.press("Search")
    assert "We looked for speech and language therapy" in page.inner_text("main")
    family.follow(page.locator("main ol h3 a").first)
    assert "/local-offer/services/" in page.url
    text = page.inner_text("main").lower()
    assert "speech" in text or "talking" in text


def test_an_officer_finds_the_two_hidden_gaps_and_makes_them_evidence(
    someone: Callable[..., Someone],
) -> None:
    officer = someone(viewport=DESK, java_script_enabled=False)
    page = officer.open("/account/sign-in/")
    page.fill("[name=email]", "officer@wirral.example.org")
    page.fill("[name=password]", PASSWORD)
    officer.press("Sign in")
    for report, words, title in (
        ("Not found", "driving lessons", "Learning to drive"),
        ("Found, not opened", "trampoline", "Trampolines"),
    ):
        officer.open(SEARCHES)
        officer.press(report)
        officer.press(words)
        officer.press("Open a gap with these searches")
        page.fill("[name=title]", title)
        page.select_option("[name=state]", "real")
        officer.press("Add it")
        assert f"“{words}”" in page.inner_text("main")
    officer.open("/wirral/staff/local-offer/gaps/")
    table = page.inner_text("table")
    assert "Learning to drive" in table
    assert "Trampolines" in table
    assert "A real gap" in table
