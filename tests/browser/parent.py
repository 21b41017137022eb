"""Steps a parent takes through a survey with a phone, by pressing what is on the screen."""

import re
from urllib.parse import urlsplit

from tests.browser.answering import AREA, start_of
from tests.browser.people import Someone

SURVEY = start_of("parents-and-carers")


def begin(parent: Someone, mode: str = "standard", survey: str = "parents-and-carers") -> None:
    """Open the start page, choose a way to answer, and start."""
    parent.open(start_of(survey))
    parent.page.check(f"[name=mode][value={mode}]")
    parent.press("Start")


def question(parent: Someone) -> str:
    """The key of the question that is open."""
    found = re.search(r"/questions/([\w.-]+)/$", urlsplit(parent.path).path)
    assert found is not None, parent.path
    return found[1]


def choose(parent: Someone, number: int = 0) -> None:
    """Press an answer, counted from the top, and go on."""
    parent.page.check(f"#answer-{number}")
    parent.press_continue()


def go_on(parent: Someone, words: dict[str, str], until: str = "/check/") -> None:
    """Answer every question up to an address: the first choice, and `words` by question key."""
    while not parent.path.endswith(until):
        if parent.page.locator("textarea").count():
            parent.page.fill("textarea", words.get(question(parent), ""))
            parent.press_continue()
        else:
            choose(parent)


def code_shown(parent: Someone) -> str:
    """The five easy words on the page."""
    words = parent.page.locator(".ticket__code").inner_text().split()
    assert len(words) == 5, words
    return " ".join(words)


def come_back(parent: Someone, code: str) -> None:
    """Type the code and go on where one stopped."""
    parent.open(f"{AREA}/receipt/")
    parent.page.fill("[name=code]", code)
    parent.press("Open my page")
    parent.press("Go on where you stopped")
