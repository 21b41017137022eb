"""Phones with cards that answer over the real server, some of them with the same card."""

import http.client
from collections.abc import Sequence
from functools import partial

from sqlalchemy import func, select

from portal.codes.models import Code, CodeState
from portal.core.db import db
from portal.surveys.responses.models import Response, ResponseState
from tests.codes.batches import Words
from tests.house.tabs import Tab, at_once
from tests.surveys.journey import FIRST, START

CHECK = f"{START}check/"
DONE = f"{START}done/"


class Phone:
    """One phone that holds a card and has answered one question."""

    def __init__(self, address: str, card: Words) -> None:
        self.tab = Tab(address)
        assert self.tab.get(f"/v/{'-'.join(card)}/")[0] == 303
        self.tab.begin()
        self.tab.get(f"{START}questions/{FIRST}/")
        assert self.tab.post(f"{START}questions/{FIRST}/", answer="ehcp")[0] == 303
        self.tab.get(CHECK)

    def send(self) -> bool | None:
        """Send the answers: True when they were taken, False when refused, None when nobody answered."""
        try:
            status, location = self.tab.post(CHECK)
        except (OSError, http.client.HTTPException):
            return None
        assert (status == 303 and location == DONE) or status == 422, (status, location)
        return status == 303

    def moved_to(self, address: str) -> "Phone":
        """The same phone, when the server has started again somewhere else."""
        self.tab.address = address
        return self


def send_at_once(phones: Sequence[Phone]) -> list[bool | None]:
    """All phones send their answers at the same moment; what each came to, in their order."""

    def numbered(number: int) -> tuple[int, bool | None]:
        return number, phones[number].send()

    outcomes = dict(at_once([partial(numbered, number) for number in range(len(phones))]))
    return [outcomes[number] for number in range(len(phones))]


def counted() -> tuple[int, int]:
    """How many codes are used, and how many responses were sent."""
    db.session.rollback()
    used = select(func.count(Code.id)).where(Code.state == CodeState.USED)
    sent = select(func.count(Response.id)).where(Response.state == ResponseState.SUBMITTED)
    return db.session.scalar(used) or 0, db.session.scalar(sent) or 0
