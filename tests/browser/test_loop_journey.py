"""The whole loop in Chromium: said in Easy Read, sorted, promised, disputed, done, told back once."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox.delivery import PostOffice, send_due
from portal.core.outbox.journal import Journal
from portal.core.outbox.senders import mail_server
from portal.demo.plant import PASSWORD
from portal.feedback.models import FeedbackItem
from portal.local_offer.gaps.models import Gap, GapState
from portal.receipts.telling.rounds import take_up_wishes, tell_of_changes
from portal.voting.queries import votes_counted
from tests.browser import parent as steps
from tests.browser.answering import AREA
from tests.browser.people import DESK, Someone
from tests.deployment import Deployment
from tests.local_offer.listing import a_gap
from tests.mail_server import MailServer, mail_server_here
from tests.planting import area_called

pytestmark = [pytest.mark.browser, pytest.mark.house]
STAFF, RECEIPT = f"{AREA}/staff", f"{AREA}/receipt/"
WORDS = "The trampoline room is too loud for me on Mondays."
TITLE = "A quiet hour at the trampoline room"
ME = "me@example.org"
LINK = re.compile(r"http://[^/\s]+(/liverpool/receipt/tell-me/\S+/)")


def test_words_become_a_promise_and_its_sender_hears_of_each_step(
    live: tuple[Deployment, str], someone: Callable[..., Someone]
) -> None:
    deployment, mail = live[0], mail_server_here()
    young = someone()
    code = says_it_in_easy_read(young)
    asks_to_be_told(deployment, mail, young)
    officer = signed_in(someone(viewport=DESK), "officer")
    page = promises(officer, deployment)
    other_phone = someone()
    by_receipt(other_phone, code, "Your words helped. We heard you.")
    forum = signed_in(someone(viewport=DESK), "forum.moderator")
    says_not_yet(forum, page)
    by_receipt(other_phone, code, "Your words helped. We heard you. The parent carer forum says: not yet.")
    calls_it_done(officer, page)
    by_receipt(other_phone, code, "Your words helped. We did it. The parent carer forum says: not yet.")
    everyone_reads(other_phone)
    told_once(deployment, mail)


def says_it_in_easy_read(young: Someone) -> str:
    """Answers with pictures, sends; the five words."""
    steps.begin(young, mode="easy", survey="young-people")
    while not young.path.endswith("/check/"):
        if young.page.locator("textarea").count():
            young.page.fill("textarea", WORDS)
        elif young.page.locator("#answer-0").count():
            young.page.check("#answer-0")
        young.press_continue()
    young.press("Send my answers")
    return steps.code_shown(young)


def asks_to_be_told(deployment: Deployment, mail: MailServer, young: Someone) -> None:
    """Leaves an address on the page of the code, and confirms it by the link of a real e-mail."""
    young.open(RECEIPT)
    young.page.fill("[name=email]", ME)
    with young.page.expect_navigation():
        young.page.locator("section[aria-labelledby=tell-me] button").click()
    with mailing(deployment, mail):
        take_up_wishes(clock.now())
        send_due(clock.now())
    found = LINK.search(mail.received[-1].get_content().replace("=\r\n", ""))
    assert found is not None
    young.open(found[1])
    young.press("Yes, tell me")


@contextmanager
def mailing(deployment: Deployment, mail: MailServer) -> Iterator[None]:
    """The worker's world: the app of the live portal, with a mail server that listens."""
    app = deployment.app
    before = app.extensions["post_office"]
    journal = Journal(deployment.folder / "handed-over.txt")
    app.extensions["post_office"] = PostOffice(mail_server(mail.url, "portal@example.org"), journal)
    with app.app_context(), mail.listening():
        yield
    app.extensions["post_office"] = before


def signed_in(person: Someone, role: str) -> Someone:
    """A member of staff at their desk."""
    person.open("/account/sign-in/")
    person.page.fill("[name=email]", f"{role}@liverpool.example.org")
    person.page.fill("[name=password]", PASSWORD)
    person.press("Sign in")
    return person


def promises(officer: Someone, deployment: Deployment) -> str:
    """Clears and sorts the words, opens a promise with them, a vote and a gap beside it; its address."""
    with deployment.app.app_context():
        item = db.session.scalars(select(FeedbackItem).where(FeedbackItem.words == WORDS)).first()
        assert item is not None
        desk = f"{STAFF}/feedback/{item.id}/"
        vote = votes_counted(area_called("liverpool"))[0].slug
        with transaction():
            gap = db.session.get_one(Gap, a_gap("liverpool", 1)["gap_id"])
            gap.state = GapState.REAL
            gap_id = gap.id
    page = officer.open(desk)
    page.check("#themes-information")
    officer.press("Clear, next")
    officer.open(f"{STAFF}/board/add/")
    for name, words in {"title": TITLE, "said": "It is loud.", "done": "One hour a week is quiet."}.items():
        page.fill(f"[name={name}]", words)
    page.fill("[name=body]", "The council")
    page.select_option("[name=theme]", index=1)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/staff/board/*/")
    where = officer.path
    officer.press("Publish it")
    officer.open(desk)
    put_beside(officer, "Put them beside it")
    for thing in (f"vote:{vote}", f"gap:{gap_id}"):
        officer.open(f"{STAFF}/answered/?of={thing}")
        put_beside(officer, "Put it beside it")
    officer.open(where)
    assert page.get_by_text("Chess by post").count() >= 1
    return where


def put_beside(officer: Someone, button: str) -> None:
    """Choose the promise from the list and press."""
    officer.page.select_option("[name=entry]", label=TITLE)
    officer.press(button)


def says_not_yet(forum: Someone, page: str) -> None:
    """The forum's word, as it wrote it."""
    forum.open(f"{page}sign/")
    forum.page.check("[name=verdict][value=not-yet]")
    forum.page.fill("[name=words]", "The hour is at night.")
    forum.press("Put it on the board")


def calls_it_done(officer: Someone, page: str) -> None:
    """The partnership calls it done all the same."""
    officer.open(f"{page}update/")
    officer.page.check("[name=state][value=done]")
    officer.page.fill("[name=words]", "The hour began on Monday.")
    officer.press("Put it on the board")


def by_receipt(young: Someone, code: str, news: str) -> None:
    """On another phone: the page shows how far it came, and what the forum says."""
    young.open(RECEIPT)
    if young.page.locator("[name=code]").count():
        young.page.fill("[name=code]", code)
        young.press("Open my page")
    assert news in young.page.inner_text("main")


def everyone_reads(reader: Someone) -> None:
    """Both words stand side by side on the board, and not one word of the sender."""
    public = reader.open(f"{AREA}/you-said-we-did/a-quiet-hour-at-the-trampoline-room/?easy=no")
    words = public.inner_text("main")
    assert "The hour is at night." in words and "The hour began on Monday." in words
    assert "What families wrote to us" in words and "Missing from the Local Offer: Chess by post" in words
    assert WORDS not in words


def told_once(deployment: Deployment, mail: MailServer) -> None:
    """One e-mail of it all, through the real server, with nothing of what was said."""
    with mailing(deployment, mail):
        for hours in (0, 1, 2):
            at = clock.now() + timedelta(hours=hours)
            tell_of_changes(at)
            send_due(at)
    mine = [one for one in mail.received if str(one["To"]) == ME]
    assert len(mine) == 2, "one to confirm, one of the news"
    assert "trampoline" not in mine[-1].as_string() and "List-Unsubscribe" in mine[-1]
