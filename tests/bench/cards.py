"""64 phones and a few cards, all sent at the same moment: each card counts exactly once."""

import time

from tests.bench.ground import Report, planted
from tests.codes.batches import Words, planted_batch
from tests.serving import start
from tests.surveys.phones import Phone, counted, send_at_once

PHONES = 64
MOST_SECONDS = 20


def bench_cards(report: Report) -> None:
    """One card on all phones, then four phones in five with a card of their own."""
    with planted() as deployment:
        server = start(deployment, workers=2, threads=8)
        try:
            with deployment.app.app_context():
                _number, _wave, cards = planted_batch(PHONES)
                _race(report, server.address, "one card on 64 phones", [cards[0]] * PHONES)
                own = PHONES * 4 // 5
                mixed = [cards[1 + place % own] for place in range(PHONES)]
                _race(report, server.address, f"{own} cards on 64 phones", mixed)
        finally:
            server.stop()


def _race(report: Report, address: str, what: str, cards: list[Words]) -> None:
    before = counted()
    phones = [Phone(address, card) for card in cards]
    began = time.perf_counter()
    taken = sum(map(bool, send_at_once(phones)))
    took = time.perf_counter() - began
    used, sent = (now - then for now, then in zip(counted(), before, strict=True))
    report.line(f"{what}: sent at once in", took, MOST_SECONDS, "s")
    wrong = sum(abs(each - len(set(cards))) for each in (taken, used, sent))
    report.line(f"{what}: codes used, responses sent or thanks given too often or too rarely", wrong, 0, "")
