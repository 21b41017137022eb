"""Work at a desk in the browser: building a survey, and keying its paper with one hand."""

from portal.core import clock
from portal.demo.plant import PASSWORD
from tests.browser.people import Someone

MODES = ("standard", "young", "easy")
PAPER = "/liverpool/staff/paper/"
WORDS = "It was too cold."


def sign_in(person: Someone, role: str) -> Someone:
    """A member of Liverpool's staff, at the sign-in page."""
    page = person.open("/account/sign-in/")
    page.fill("[name=email]", f"{role}@liverpool.example.org")
    page.fill("[name=password]", PASSWORD)
    person.press("Sign in")
    return person


def begin_survey(person: Someone, title: str) -> str:
    """A blank survey for young people in three modes; returns its address."""
    page = person.open("/liverpool/staff/surveys/new/")
    page.fill("[name=title]", title)
    page.check("[name=invited][value=young]")
    for mode in MODES:
        page.check(f"[name=modes][value={mode}]")
    person.press("Make the draft")
    return person.path


def write_question(person: Someone, key: str, words: str, kind: str, easy: str, own: str) -> None:
    """Add one question in every mode."""
    person.press("Add a question")
    page = person.page
    page.fill("[name=key]", key)
    for mode in MODES:
        page.select_option(f"[name=kind_{mode}]", easy if mode == "easy" else kind)
        page.fill(f"[name=words_{mode}]", words)
        page.fill(f"[name=answers_{mode}]", own)
    page.select_option("[name=picture]", "1F3EB")
    person.press("Add the question")


def publish(person: Someone) -> None:
    """Write the purpose, publish and open a round."""
    page = person.page
    person.press("Title, privacy and thanks")
    for mode in MODES:
        page.fill(f"[name=purpose_{mode}]", "We want to make winter better.")
    person.press("Save")
    person.press("Publish version 1")
    person.press("Publish it")
    person.press("Open a round")
    today = clock.today()
    page.fill("[name=title]", "Winter")
    page.fill("[name=opens_on]", f"{today}")
    page.fill("[name=closes_on]", f"{today.replace(year=today.year + 1)}")
    person.press("Open the round")


def hang(person: Someone, at: str, key: str, about: str, test: str, number: str = "") -> None:
    """Ask a question only after an answer."""
    page = person.open(at)
    with page.expect_navigation():
        page.locator("li.built", has_text=f"{key}.").get_by_role("link", name="When it is asked").click()
    page.check("[name=join][value=all]")
    page.select_option("#answer-1", about)
    page.select_option("#test-1", test)
    page.fill("#number-1", number)
    person.press("Save")
    assert "Only when" in page.locator("li.built", has_text=f"{key}.").inner_text()


def make_batch(officer: Someone, title: str, forms: int) -> str:
    """A batch of paper in standard words; returns its address."""
    page = officer.open(f"{PAPER}make/")
    wave = page.locator("#what option", has_text=title).filter(has_text="Standard").first
    page.select_option("#what", wave.get_attribute("value"))
    page.check("[name=how][value=paper]")
    page.fill("#handed_out", f"{forms}")
    page.fill("#title", "Youth club")
    officer.press("Make it")
    batch = officer.path
    page = officer.open(f"{batch}figures/")
    page.fill("#returned", f"{forms}")
    page.fill("#spoilt", "0")
    officer.press("Save the numbers")
    return batch


def key_form(person: Someone, first: str = "2") -> None:
    """Number, Enter, number, Enter, with one hand; `first`: what is typed for the first question."""
    page = person.page
    for place, question in enumerate(page.locator("[data-keying]").all()):
        numbers = question.locator("select").count()
        if question.locator("textarea").count():
            typed = [WORDS]
        elif question.locator(".said").count():
            typed = ["1"]
        elif question.locator("[type=checkbox][value=not-same]").count():
            typed = [""]
        else:
            typed = [str(n + 1) for n in range(numbers)] or [first if place == 0 else "2"]
        for one in typed:
            page.keyboard.type(one)
            page.keyboard.press("Enter")
    assert page.locator("[data-keying-end]:focus").count() == 1
