"""Runs the bench, or the parts that are named; exit status 1 when a bound is broken."""

import sys

from tests.bench.answering import bench_answering
from tests.bench.board import bench_board
from tests.bench.cards import bench_cards
from tests.bench.earlier import bench_earlier
from tests.bench.exporting import bench_exporting
from tests.bench.ground import Report
from tests.bench.importing import bench_importing
from tests.bench.moderating import bench_moderating
from tests.bench.searching import bench_searching
from tests.bench.tables import bench_tables
from tests.bench.trends import bench_trends
from tests.bench.voting import bench_voting


def main() -> int:
    """Every part, one after the other; with names ("tables") only those."""
    report = Report()
    for part in (
        bench_answering,
        bench_board,
        bench_cards,
        bench_voting,
        bench_searching,
        bench_importing,
        bench_earlier,
        bench_moderating,
        bench_tables,
        bench_exporting,
        bench_trends,
    ):
        name = part.__name__.removeprefix("bench_")
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        print(f"== {name}", flush=True)
        part(report)
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
