"""In a real browser: 40 comments sorted by keys alone, again by a second person, and their kappa."""

import re
from collections.abc import Callable

import pytest

from tests.browser.desk_work import sign_in
from tests.browser.keys import press_on, tab_to
from tests.browser.people import DESK, Someone
from tests.deployment import Deployment
from tests.saying import said

pytestmark = pytest.mark.browser
STAFF = "/liverpool/staff/"
QUEUE = f"{STAFF}feedback/?state=to-read&words=journey"
ITEMS = 40
KEYS = "1234567890"
THEMES = len(KEYS)
EACH_DIFFERS = 7


def number_here(person: Someone) -> int:
    """Which of the comments is open."""
    found = re.search(r"comment (\d+) of a journey", person.page.inner_text(".item"))
    assert found is not None
    return int(found[1])


def kappa_of(decisions: list[tuple[bool, bool]]) -> float:
    """Cohen's kappa from its definition."""
    total = len(decisions)
    agreed = sum(one == other for one, other in decisions) / total
    first = sum(one for one, _other in decisions) / total
    second = sum(other for _one, other in decisions) / total
    chance = first * second + (1 - first) * (1 - second)
    return (agreed - chance) / (1 - chance)


def second_says(number: int) -> int:
    """The theme that the second person chooses, by its place."""
    return (number + (number % EACH_DIFFERS == 0)) % THEMES


def sort_by_keys(analyst: Someone) -> None:
    """The analyst sorts and clears every comment of the queue, from the list to its end."""
    analyst.open(QUEUE)
    tab_to(analyst, ".rows a")
    press_on(analyst, "Enter")
    tab_to(analyst, "form[data-keys] input")
    for _turn in range(ITEMS):
        analyst.page.keyboard.press(KEYS[number_here(analyst) % THEMES])
        analyst.page.keyboard.press("w")
        press_on(analyst, "c")
    assert "That was the last one here." in analyst.page.inner_text("main")


def sort_again(officer: Someone, sample: str) -> None:
    """The officer sorts the sample again, and sees nothing of how it was sorted."""
    officer.open(f"{sample}code/")
    tab_to(officer, "form[data-keys] input")
    for _turn in range(ITEMS):
        assert "Working well" not in officer.page.inner_text("main")
        officer.page.keyboard.press(KEYS[second_says(number_here(officer))])
        press_on(officer, "s")


def test_forty_are_sorted_by_keys_and_again_blind_and_kappa_is_right(
    someone: Callable[..., Someone], live: tuple[Deployment, str]
) -> None:
    with live[0].app.app_context():
        for number in range(ITEMS):
            said(f"This is comment {number} of a journey.")
    analyst = sign_in(someone(viewport=DESK), "analyst")
    sort_by_keys(analyst)
    page = analyst.open(f"{STAFF}agreement/")
    page.fill("[name=size]", str(ITEMS))
    page.select_option("[name=coder]", label="Analyst of Liverpool (made up)")
    analyst.press("Draw it")
    officer = sign_in(someone(viewport=DESK), "officer")
    sort_again(officer, analyst.path)
    decisions = [
        (number % THEMES == theme, second_says(number) == theme)
        for number in range(ITEMS)
        for theme in range(THEMES)
    ]
    said_there = officer.page.inner_text("main")
    assert f"Cohen's kappa is {kappa_of(decisions):.2f}" in said_there
    differing = sum(second_says(number) != number % THEMES for number in range(ITEMS))
    assert f"{differing} comments differ" in said_there
    officer.page.locator("button", has_text="Both together").first.focus()
    press_on(officer, "Enter")
    assert "Settled." in officer.page.inner_text(".govuk-notification-banner")
