"""Someone who uses keys alone: Tab to a place, a key that acts, words that are typed."""

from tests.browser.people import Someone

MOST_TABS = 90


def tab_to(person: Someone, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(MOST_TABS):
        if person.page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}")


def press_on(person: Someone, key: str) -> None:
    """Press a key that leads to the next page."""
    with person.page.expect_navigation():
        person.page.keyboard.press(key)


def follow(person: Someone, selector: str) -> None:
    """Come to a link or a button by Tab, and press Enter."""
    tab_to(person, selector)
    press_on(person, "Enter")


def type_into(person: Someone, selector: str, words: str) -> None:
    """Come to a field by Tab, and type."""
    tab_to(person, selector)
    person.page.keyboard.type(words)
