"""A board of 2,000 promises: the first page, its queries, the feed asked again with what it was given."""

from portal.board.models import EntryState
from portal.core.db import db, transaction
from tests.bench.ground import Report, planted, seconds
from tests.board.promises import now_stands, promise
from tests.query_count import statements

ENTRIES = 2_000
PAGE = "/liverpool/you-said-we-did/"


def bench_board(report: Report) -> None:
    """Open the first page as a family does, newest first and most said first."""
    with planted() as deployment, deployment.app.app_context():
        client = deployment.app.test_client()
        _plant(0, 30)
        with statements() as few:
            client.get(PAGE)
        _plant(30, ENTRIES)
        with statements() as many:
            client.get(PAGE)
        report.line("queries more for 2,000 promises than for 30", len(many) - len(few), 0, "queries")
        for name, address in {"newest": PAGE, "most said": f"{PAGE}?sort=evidence"}.items():
            took = seconds(lambda address=address: client.get(address), 1)  # type: ignore[misc]
            report.line(f"first page of 2,000 promises, {name} first", took * 1000, 150, "ms")
        tag = client.get(f"{PAGE}feed.atom").headers["ETag"]
        again = client.get(f"{PAGE}feed.atom", headers={"If-None-Match": tag})
        report.line("the feed asked again is not sent again", len(again.data), 0, "bytes")


def _plant(first: int, last: int) -> None:
    """Promises in every state, some with what they answer."""
    states = list(EntryState)
    for begin in range(first, last, 100):
        with transaction():
            for number in range(begin, min(begin + 100, last)):
                entry = promise(f"Promise {number}", due=number % 90 - 30)
                state = states[number % len(states)]
                now_stands(entry, state, why_not="No money." if state == EntryState.CANNOT else "")
        db.session.expunge_all()
