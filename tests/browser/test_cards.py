"""Cards from the officer's desk to a family's phone: each opens the survey once."""

import re
from collections.abc import Callable

import pytest

from portal.demo.plant import PASSWORD
from tests.browser import parent as steps
from tests.browser.answering import AREA
from tests.browser.people import DESK, Someone

pytestmark = pytest.mark.browser

CODES = f"{AREA}/staff/codes/"


def cards_made(officer: Someone) -> list[str]:
    """Two cards for the survey for parents and carers; their short addresses."""
    officer.open(CODES)
    officer.page.fill("[name=email]", "officer@liverpool.example.org")
    officer.page.fill("[name=password]", PASSWORD)
    officer.press("Sign in")
    page = officer.open(f"{CODES}make/")
    page.select_option("[name=opens]", index=1)
    page.fill("[name=count]", "2")
    page.fill("[name=title]", "Coffee morning")
    officer.press("Make them")
    officer.press("Open the cards to print")
    cards = page.locator(".card__code").all_inner_texts()
    return ["/v/" + "-".join(card.split()) + "/" for card in cards]


def test_a_card_from_the_officer_opens_the_survey_once(someone: Callable[..., Someone]) -> None:
    officer = someone(viewport=DESK)
    cards = cards_made(officer)
    assert len(cards) == 2
    parent, late = someone(), someone()
    for person in (parent, late):
        person.open(cards[0])
        assert "Your card works." in person.page.inner_text("main")
        person.page.check("[name=mode][value=standard]")
        person.press("Start")
        steps.go_on(person, {})
    parent.press("Send my answers")
    assert parent.heading == "Thank you. We have your answers."
    late.press("Send my answers")
    assert "used already" in late.page.inner_text(".govuk-error-summary")
    late.page.fill("[name=code]", re.sub(r"/v/|/", "", cards[1]).replace("-", " "))
    late.press("Send my answers")
    assert late.heading == "Thank you. We have your answers."
    officer.open(CODES)
    row = officer.page.locator("tr", has_text="Coffee morning").inner_text()
    assert "2" in row
