"""Steps of a family that holds a code, and of an officer who reads what they sent."""

import re

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.receipts.note_actions import leave_note
from tests.checked_client import CheckedClient
from tests.saying import OFFICER
from tests.surveys.journey import START, begin, code_of, go

PAGE = "/liverpool/receipt/"
MINE = "The club on Saturday is great."


def send(client: CheckedClient, words: str = MINE, start: str = START, mode: str = "standard") -> str:
    """Answer a survey with own words and send it; returns the five words."""
    begin(client, start, mode)
    go(client, "open.best", start, words=words)
    return code_of(client, client.send(f"{start}check/").location)


def open_page(client: CheckedClient, code: str) -> str:
    """Type the code and read the page."""
    assert client.send(PAGE, at="/account/sign-in/", code=code).status_code == 303
    return page(client)


def page(client: CheckedClient) -> str:
    """The receipt page that is open here."""
    return str(client.get(PAGE).get_data(as_text=True))


def number_in(shown: str, act: str) -> str:
    """The number in the address of a form or link on the page: "take-back", "quote", "answer"."""
    found = re.search(rf"/receipt/{act}/(\d+)/", shown)
    assert found is not None, f"no {act} on the page"
    return found[1]


def item_saying(words: str) -> FeedbackItem:
    """The feedback item with these words, as it stands now."""
    db.session.rollback()
    return db.session.scalars(select(FeedbackItem).where(FeedbackItem.words == words)).one()


def read_by_staff(words: str) -> None:
    """An officer reads the item."""
    with transaction():
        feedback.mark_read(item=item_saying_now(words), by=OFFICER, at=clock.now())


def note_from_staff(words: str, note: str) -> int:
    """An officer leaves a note for whoever said this; its number."""
    with transaction():
        return leave_note(item=item_saying_now(words), words=note, by=OFFICER, at=clock.now()).id


def item_saying_now(words: str) -> FeedbackItem:
    """The item within the running transaction."""
    return db.session.scalars(select(FeedbackItem).where(FeedbackItem.words == words)).one()
