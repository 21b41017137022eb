"""On a phone: a comment is redacted and shown, another is refused, appealed, and shown after all."""

from collections.abc import Callable

import pytest

from portal.accounts.roles import Role
from tests.browser.people import Someone
from tests.deployment import Deployment
from tests.signing_in import PASSWORD, SIGN_IN, plant

pytestmark = pytest.mark.browser
TOPIC = "/liverpool/topics/short-breaks-in-the-holidays/"
DESK = "/liverpool/staff/moderation/"
NAMED = "Mrs Larkspur said that there is no place for us."
UNKIND = "They never ring back, as if we did not matter."


def fits(person: Someone) -> None:
    """The page is no wider than the phone."""
    assert person.page.evaluate("document.documentElement.scrollWidth") <= 360, person.path


def says(person: Someone, words: str) -> None:
    """A family sends a comment."""
    page = person.open(TOPIC)
    fits(person)
    page.fill("#say [name=words]", words)
    page.check("[name=audience][value=parent-carer]")
    person.press("Send it")
    assert "Thank you" in person.heading
    fits(person)


def staff(someone: Callable[..., Someone], name: str) -> Someone:
    """A member of staff on a phone."""
    person = someone()
    page = person.open(SIGN_IN)
    page.fill("[name=email]", f"{name}@example.org")
    page.fill("[name=password]", PASSWORD)
    person.press("Sign in")
    return person


def read(moderator: Someone, words: str) -> None:
    """Open a comment from the desk."""
    page = moderator.open(DESK)
    fits(moderator)
    with page.expect_navigation():
        page.locator(".rows a", has_text=words).click()
    fits(moderator)


def redacts_and_shows(forum: Someone) -> None:
    """The forum takes a name out, and shows the rest by two letters."""
    read(forum, "Larkspur")
    page = forum.page
    page.fill(".take-out [name=words]", "Mrs Larkspur")
    page.select_option(".take-out [name=reason]", "worker")
    forum.press("Take out")
    # one letter chooses, another saves and opens the next
    page.locator("h1").click()
    page.keyboard.press("a")
    with page.expect_navigation():
        page.keyboard.press("s")


def refuses(forum: Someone) -> None:
    """The forum does not show the other one, for a coded reason."""
    read(forum, UNKIND)
    forum.page.check("[name=act][value=refuse]")
    forum.page.select_option("[name=code]", "insult")
    forum.press("Save")


def asks_again(family: Someone) -> None:
    """The author asks for another look, by receipt."""
    page = family.open("/liverpool/receipt/")
    with page.expect_navigation():
        page.locator("a[href*='/topics/appeals/']").click()
    fits(family)
    page.fill("[name=words]", "It is what happened to us.")
    family.press("Ask us to look again")


def looks_again(second: Someone) -> None:
    """Another moderator says that the author was right."""
    page = second.open(f"{DESK}appeals/")
    with page.expect_navigation():
        page.locator(".rows a").last.click()
    fits(second)
    assert "It is what happened to us." in page.inner_text("main")
    page.check("[name=state][value=upheld]")
    page.fill("[name=answer]", "You say what happened, and that is fine here.")
    second.press("Save")


def test_a_comment_is_redacted_another_refused_and_shown_after_an_appeal(
    live: tuple[Deployment, str], someone: Callable[..., Someone]
) -> None:
    with live[0].app.app_context():
        for name in ("first", "second"):
            plant(Role.FORUM_MODERATOR, email=f"{name}@example.org")
        plant(Role.OFFICER, email="council@example.org")
    family, other = someone(), someone(java_script_enabled=False)
    says(family, NAMED)
    says(other, UNKIND)
    forum = staff(someone, "first")
    redacts_and_shows(forum)
    shown = family.open(TOPIC).inner_text("main")
    assert "Larkspur" not in shown
    assert "said that there is no place for us." in shown
    refuses(forum)
    asks_again(other)
    officer = staff(someone, "council")
    for path in ("/liverpool/staff/topics/", "/liverpool/staff/feedback/", DESK):
        assert "They never ring back" not in officer.open(path).content()
        fits(officer)
    looks_again(staff(someone, "second"))
    told = other.open("/liverpool/receipt/").inner_text("main")
    assert "You were right to ask" in told
    assert "that is fine here" in told
    assert UNKIND in other.open(TOPIC).inner_text("main")
