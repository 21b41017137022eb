"""A vote in a real browser in all its ways: phones, a tablet, paper, hands, two who confirm, one count."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from playwright.sync_api import ViewportSize

from portal.core import clock
from tests.browser.people import Someone
from tests.browser.test_paper_journey import PAPER, staff

pytestmark = pytest.mark.browser

STAFF, TITLE = "/liverpool/staff/votes/", "What comes first here"
HERE = "/liverpool/votes/what-comes-first-here/"
OPTIONS = ("Waiting", "School", "Health", "Clubs")
TABLET: ViewportSize = {"width": 820, "height": 1180}


def a_vote(officer: Someone) -> str:
    """A vote of pick 2 with four options, made at a desk; returns its staff page."""
    page = officer.open(f"{STAFF}make/")
    page.fill("[name=title]", TITLE)
    page.fill("[name=question]", "What should come first?")
    page.fill("[name=used_for]", "The board starts with it.")
    page.check("[name=rule][value=pick]")
    page.fill("[name=most]", "2")
    page.fill("[name=options]", "\n".join(OPTIONS))
    today = clock.today()
    page.fill("[name=opens_on]", (today - timedelta(days=1)).isoformat())
    page.fill("[name=closes_on]", (today + timedelta(days=1)).isoformat())
    officer.press("Make it")
    officer.press("Save")
    return officer.path


def codes_for_it(officer: Someone) -> list[str]:
    """50 codes, printed; their short addresses."""
    page = officer.open("/liverpool/staff/codes/make/")
    opens = page.locator("[name=opens] option", has_text=TITLE).get_attribute("value")
    page.select_option("[name=opens]", opens)
    page.fill("[name=count]", "50")
    page.fill("[name=title]", "Family day")
    officer.press("Make them")
    officer.press("Open the cards to print")
    cards = page.locator(".card__code").all_inner_texts()
    return ["/v/" + "-".join(card.split()) + "/" for card in cards]


def chosen(person: Someone, *options: str) -> None:
    """Choose on the page that is open, and come to the check page."""
    for option in options:
        person.page.get_by_label(option).check()
    person.press("Continue")
    assert person.heading == "Check your vote"


def all_at_once(phones: Sequence[Someone]) -> list[str]:
    """Every phone sends before any has an answer; the heading or the mistake that each then shows."""
    for phone in phones:
        phone.page.evaluate("document.querySelector('form[action$=\"/check/\"]').requestSubmit()")
    said = []
    for phone in phones:
        answer = phone.page.locator(".govuk-error-summary, h1:has-text('Thank you')").first
        answer.wait_for()
        said.append(answer.inner_text())
    return said


def ten_phones(someone: Callable[..., Someone], codes: Sequence[str]) -> Counter[str]:
    """Five with one code, five with their own; what was counted by hand."""
    phones = []
    for number in range(10):
        phone = someone()
        phone.open(codes[0] if number < 5 else codes[number])
        phone.press("Start to vote")
        chosen(phone, *(["Waiting"] if number < 5 else ["School", OPTIONS[2 + number % 2]]))
        phones.append(phone)
    said = all_at_once(phones)
    assert [("Thank you" in one) for one in said[5:]] == [True] * 5
    assert sum("Thank you" in one for one in said[:5]) == 1
    assert sum("used already" in one for one in said[:5]) == 4
    return Counter({"Waiting": 1, "School": 5, "Health": 2, "Clubs": 3})


def a_tablet(someone: Callable[..., Someone], shown: str) -> Counter[str]:
    """Three votes, then one left half-way that is asked for, kept once, and cleared."""
    tablet = staff(someone, "officer")
    page = tablet.open(f"{shown}tablet/")
    page.set_viewport_size(TABLET)
    tablet.press("Sign me out and start")
    for option in ("Health", "Health", "Clubs"):
        tablet.press("Start to vote")
        chosen(tablet, option)
        tablet.press("Send my vote")
        assert tablet.heading == "Thank you. Your vote was taken."
        tablet.press("Next person")
    page.clock.install()
    tablet.press("Start to vote")
    page.get_by_label("Waiting").check()
    for answer in ("Yes, I am still here", "No, clear it"):
        with page.expect_navigation():
            page.clock.fast_forward(61_000)
        assert tablet.heading == "Still there?"
        tablet.press(answer)
        if answer.startswith("Yes"):
            assert page.get_by_label("Waiting").is_checked()
    assert tablet.path == f"{HERE}kiosk/"
    return Counter({"Health": 2, "Clubs": 1})


def a_pile(someone: Callable[..., Someone], officer: Someone) -> Counter[str]:
    """Two ballots keyed by one person, checked by another, signed by both."""
    keyer = staff(someone, "data.entry")
    page = officer.open(f"{PAPER}make/")
    form = page.locator("#what option", has_text=re.compile(f"{TITLE}.*Standard"))
    page.select_option("#what", form.get_attribute("value"))
    page.check("[name=how][value=paper]")
    page.fill("#handed_out", "4")
    page.fill("#title", "Ballot box")
    officer.press("Make it")
    batch = officer.path
    page = keyer.open(f"{batch}figures/")
    page.fill("#returned", "3")
    page.fill("#spoilt", "1")
    keyer.press("Save the numbers")
    ballots = (("Waiting", "Clubs"), ("Waiting",))
    keyer.press("Key the next form")
    for place, ballot in enumerate(ballots):
        for option in ballot:
            keyer.page.get_by_label(option).check()
        with keyer.page.expect_navigation():
            keyer.page.click("button[name=done]" if place else "button[name=next]")
    keyer.press("All forms are keyed")
    for ballot in ballots:
        officer.open(batch)
        officer.press("Check the next form")
        for option in ballot:
            officer.page.get_by_label(option).check()
        with officer.page.expect_navigation():
            officer.page.click("button[name=done]")
    for person in (keyer, officer):
        person.open(batch)
        person.press("I have looked, and I sign")
    return Counter({"Waiting": 2, "Clubs": 1})


def hands(officer: Someone, shown: str) -> Counter[str]:
    """Seven people in a room."""
    page = officer.open(f"{shown}hands/")
    counted = {"Waiting": 1, "School": 6, "Health": 0, "Clubs": 4}
    page.fill("[name=title]", "Hall")
    page.fill("[name=people]", "7")
    for number, option in enumerate(OPTIONS, start=1):
        page.fill(f"[name=hands-o{number}]", str(counted[option]))
    officer.press("Save")
    return Counter(counted)


def test_a_vote_in_all_its_ways_is_the_count_by_hand(someone: Callable[..., Someone]) -> None:
    officer, forum = staff(someone, "officer"), staff(someone, "forum.moderator")
    shown = a_vote(officer)
    codes = codes_for_it(officer)
    assert len(codes) == 50
    screen = forum.open(f"{shown}count/")
    by_hand = ten_phones(someone, codes) + a_tablet(someone, shown)
    screen.locator(".hall__count b", has_text="9").wait_for()
    by_hand += a_pile(someone, officer) + hands(officer, shown)
    officer.open(f"{shown}end/")
    officer.press("End the voting")
    officer.press("I confirm for the council")
    forum.open(f"{shown}adds-up/")
    assert "11 votes count." in forum.page.inner_text("main")
    forum.open(shown)
    forum.press("I confirm for the forum")
    family = someone()
    page = family.open(f"{HERE}results/")
    rows = [
        row.all_inner_texts() for row in (one.locator("th, td") for one in page.locator("tbody tr").all())
    ]
    published = {row[0].partition(". ")[2].partition(" (")[0]: int(row[2]) for row in rows}
    assert published == dict(by_hand)
    assert family.heading == "First place: School"
