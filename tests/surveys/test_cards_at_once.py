"""Several phones with one card, over the real server: one response counts, also across kill -9."""

from collections.abc import Iterator

import flask
import pytest

from tests.codes.batches import planted_batch
from tests.deployment import Deployment
from tests.serving import Server, start
from tests.surveys.phones import Phone, counted, send_at_once

pytestmark = pytest.mark.house


@pytest.fixture
def server(deployment: Deployment, app: flask.Flask) -> Iterator[Server]:
    """The real server, in two processes, over the planted database."""
    deployment.written_by_others()
    server = start(deployment, workers=2, threads=4)
    yield server
    if server.process.poll() is None:
        server.stop()


def test_of_eight_phones_with_one_card_one_response_counts(server: Server) -> None:
    _number, _wave, cards = planted_batch(3)
    outcomes = send_at_once([Phone(server.address, cards[0]) for _ in range(8)])
    assert sorted(map(bool, outcomes)) == [False] * 7 + [True]
    assert None not in outcomes
    assert counted() == (1, 1)


def test_a_server_killed_in_the_middle_uses_no_card_twice_and_loses_none(
    deployment: Deployment, server: Server
) -> None:
    _number, _wave, cards = planted_batch(4)
    phones = [Phone(server.address, card) for card in cards for _ in range(2)]
    early = phones[0].send()
    assert early is True
    killer = KillAfterwards(server)
    outcomes = send_at_once([*phones[1:], killer])  # type: ignore[list-item]
    again = start(deployment)
    try:
        retried = [phone.moved_to(again.address).send() for phone in phones]
    finally:
        again.stop()
    assert None not in retried
    for before, after in zip([early, *outcomes[:-1]], retried, strict=True):
        assert after is True or not before, "what was acknowledged is still there"
    assert [any(retried[place : place + 2]) for place in range(0, 8, 2)] == [True] * 4
    assert counted() == (4, 4)


class KillAfterwards:
    """Ends the server at the same moment as the phones send."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def send(self) -> bool | None:
        """Kill every process of it."""
        self.server.kill()
        return None
