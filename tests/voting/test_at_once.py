"""Eight phones vote at the same moment, over the real server: one code, one ballot, also across kill -9."""

import http.client
from collections.abc import Iterator, Sequence
from functools import partial

import flask
import pytest
from sqlalchemy import func, select

from portal.codes.models import Code, CodeState
from portal.core.db import db, transaction
from portal.voting.models import Ballot
from tests.deployment import Deployment
from tests.house.tabs import Tab, at_once
from tests.serving import Server, start
from tests.voting.crowd import MOST, OPTIONS, Crowd, wrong_in
from tests.voting.votes import Words, a_vote, cards_for

pytestmark = pytest.mark.house
HERE = "/liverpool/votes/what-matters-most/"
CHECK, DONE = f"{HERE}check/", f"{HERE}done/"


@pytest.fixture
def server(deployment: Deployment, app: flask.Flask) -> Iterator[Server]:
    """The real server, in two processes, over the planted database."""
    deployment.written_by_others()
    server = start(deployment, workers=2, threads=4)
    yield server
    if server.process.poll() is None:
        server.stop()


class Phone:
    """One phone that holds a code and has chosen."""

    def __init__(self, address: str, code: Words) -> None:
        self.tab = Tab(address)
        assert self.tab.get(f"/v/{'-'.join(code)}/")[0] == 303
        self.tab.get(HERE)
        assert self.tab.post(HERE)[0] == 303
        self.tab.get(f"{HERE}choose/")
        assert self.tab.post(f"{HERE}choose/", choice="o1")[0] == 303
        self.tab.get(CHECK)

    def send(self) -> bool | None:
        """Send the ballot: True when it was taken, False when refused, None when nobody answered."""
        try:
            status, location = self.tab.post(CHECK)
        except (OSError, http.client.HTTPException):
            return None
        assert (status == 303 and location == DONE) or status == 422, (status, location)
        return status == 303


def a_vote_with_codes(count: int) -> list[Words]:
    with transaction():
        return cards_for(a_vote(only_by_code=True), count)


def send_together(phones: Sequence[Phone]) -> list[bool | None]:
    return at_once([phone.send for phone in phones])


def counted() -> tuple[int, int]:
    """How many codes are used, and how many ballots there are."""
    db.session.rollback()
    used = db.session.scalar(select(func.count(Code.id)).where(Code.state == CodeState.USED))
    return used or 0, db.session.scalar(select(func.count(Ballot.id))) or 0


def test_of_eight_phones_with_one_code_exactly_one_votes(server: Server) -> None:
    codes = a_vote_with_codes(2)
    outcomes = send_together([Phone(server.address, codes[0]) for _ in range(8)])
    assert (outcomes.count(True), outcomes.count(False)) == (1, 7)
    assert counted() == (1, 1)


def test_one_ballot_sent_from_eight_tabs_of_one_phone_counts_once(server: Server) -> None:
    phone = Phone(server.address, a_vote_with_codes(1)[0])
    results = at_once([partial(phone.tab.another().post, CHECK) for _ in range(8)])
    assert (303, DONE) in results
    assert counted() == (1, 1)


def test_of_two_hundred_codes_each_counts_once_though_the_server_is_killed(
    deployment: Deployment, server: Server
) -> None:
    """Eight clients, a fifth of the codes twice: no acknowledged ballot is missing, none is there twice."""
    with transaction():
        vote = a_vote(only_by_code=True, most=MOST, options=OPTIONS)
        crowd = Crowd(server.address, cards_for(vote, 200))
    again: list[Server] = []

    def kill() -> None:
        crowd.wait_for(60)
        server.kill()
        again.append(start(deployment, workers=2, threads=4))
        crowd.moved_to(again[0].address)

    try:
        crowd.vote(clients=8, meanwhile=kill)
        assert wrong_in(crowd) == []
    finally:
        again[0].stop()
