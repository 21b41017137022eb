"""One code for two surveys: a note and its answer, a yes to quoting, and one act taken back."""

from collections.abc import Callable

import pytest

from portal.demo.plant import PASSWORD
from tests.browser import parent as steps
from tests.browser.answering import AREA
from tests.browser.people import DESK, Someone

pytestmark = [pytest.mark.browser, pytest.mark.house]

PAGE = f"{AREA}/receipt/"
WORDS = "A quiet room at the swimming pool would change our Sundays."
NOTE = "Thank you. Which pool do you go to?"
ANSWER = "The one by the park."


def test_two_surveys_one_code_a_note_and_back(someone: Callable[..., Someone]) -> None:
    parent = someone()
    code = parent_answers_both(parent)
    officer_leaves_a_note(someone(viewport=DESK))
    phone = someone()
    phone.open(PAGE)
    phone.page.fill("[name=code]", code)
    phone.press("Open my page")
    assert phone.page.get_by_text("new since you last looked").count() == 1
    assert phone.page.get_by_text(NOTE).is_visible()
    phone.page.get_by_text("Answer this note").click()
    phone.page.locator("textarea").fill(ANSWER)
    phone.press("Send my answer")
    assert phone.page.get_by_text(ANSWER).is_visible()
    phone.follow(phone.page.get_by_role("button", name="Yes, you may quote me").first)
    assert phone.page.get_by_role("button", name="Do not quote me any more").count() == 1
    phone.follow(phone.page.get_by_role("link", name="Take these answers back").last)
    phone.press("Take them back")
    assert phone.page.get_by_text("You took these back").count() == 1


def parent_answers_both(parent: Someone) -> str:
    """Sends the parents' survey, then the young people's with the code of the first; the code."""
    steps.begin(parent)
    steps.go_on(parent, {"open.change": WORDS})
    parent.press("Send my answers")
    code = steps.code_shown(parent)
    steps.begin(parent, survey="young-people")
    steps.go_on(parent, {})
    parent.press("Send my answers")
    parent.press("Add to a code I have")
    parent.page.fill("[name=code]", code)
    parent.press("Put it all on this code")
    assert parent.page.get_by_text("It is all on one code now.").is_visible()
    assert parent.page.get_by_role("heading", name="You told us").count() == 2
    return code


def officer_leaves_a_note(officer: Someone) -> None:
    """Finds the words in the list and writes to whoever sent them."""
    officer.open("/account/sign-in/")
    officer.page.fill("[name=email]", "officer@liverpool.example.org")
    officer.page.fill("[name=password]", PASSWORD)
    officer.press("Sign in")
    officer.open(f"{AREA}/staff/feedback/?words=swimming+pool+would+change")
    officer.follow(officer.page.get_by_role("link", name="A quiet room").first)
    officer.page.fill("#note", NOTE)
    officer.press("Leave the note")
    assert officer.page.get_by_text(NOTE).is_visible()
