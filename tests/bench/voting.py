"""64 clients and 5,000 voting codes, a fifth of them twice, and a server that is killed half-way."""

import time

from portal.codes.models import LARGEST_BATCH
from portal.core.db import transaction
from tests.bench.ground import Report, planted
from tests.deployment import Deployment
from tests.serving import Server, start
from tests.voting.crowd import MOST, OPTIONS, Crowd, wrong_in
from tests.voting.votes import a_vote, cards_for

CLIENTS, CODES = 64, 5000
KILLED_AFTER = 2000
MOST_SECONDS = 900


def bench_voting(report: Report) -> None:
    """Every code counts exactly once, and no acknowledged ballot is missing."""
    with planted() as deployment, deployment.app.app_context():
        server = start(deployment, workers=2, threads=8)
        with transaction():
            vote = a_vote(only_by_code=True, most=MOST, options=OPTIONS)
            cards = [
                card for _batch in range(CODES // LARGEST_BATCH) for card in cards_for(vote, LARGEST_BATCH)
            ]
        crowd = Crowd(server.address, cards)
        servers = [server]
        began = time.perf_counter()
        try:
            crowd.vote(CLIENTS, meanwhile=lambda: _kill(deployment, crowd, servers))
            took = time.perf_counter() - began
            wrong = wrong_in(crowd)
        finally:
            servers[-1].stop()
        report.line(
            f"{CODES} codes, a fifth of them twice, by {CLIENTS} clients in", took, MOST_SECONDS, "s"
        )
        for each in wrong:
            report.note(each)
        report.line("codes, ballots or thanks that do not add up", len(wrong), 0, "")


def _kill(deployment: Deployment, crowd: Crowd, servers: list[Server]) -> None:
    crowd.wait_for(KILLED_AFTER)
    servers[0].kill()
    servers.append(start(deployment, workers=2, threads=8))
    crowd.moved_to(servers[-1].address)
