"""Runs the bench; exit status 1 when a bound is broken."""

import sys

from tests.bench.answering import bench_answering
from tests.bench.cards import bench_cards
from tests.bench.ground import Report
from tests.bench.tables import bench_tables
from tests.bench.voting import bench_voting


def main() -> int:
    """Every part, one after the other."""
    report = Report()
    for part in (bench_answering, bench_cards, bench_voting, bench_tables):
        print(f"== {part.__name__.removeprefix('bench_')}", flush=True)
        part(report)
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
