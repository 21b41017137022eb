"""Search over 10,000 services with typing mistakes, and reports over a million counted searches."""

import random
import time
from datetime import date, timedelta

from sqlalchemy import insert, text

from portal.core import clock
from portal.core.db import db, random_id, transaction
from portal.local_offer.directory.actions import organisation_called
from portal.local_offer.directory.models import HERE, Service, ServiceStatus
from portal.local_offer.log import reports
from portal.local_offer.log.models import PORTAL, SearchCluster, SearchCount, Span
from portal.local_offer.search import queries
from portal.local_offer.search.filters import Wanted
from portal.local_offer.search.finding import find
from portal.local_offer.search.indexing import read_all
from tests.bench.ground import Report, planted, seconds
from tests.local_offer.search.judging import NEEDS, judged, rows
from tests.planting import area_called

SERVICES = 10_000
SEARCHES = 1_000_000
CLUSTERS = 3_000
MONTHS = 14
ANYTHING = Wanted({})


def bench_searching(report: Report) -> None:
    """The judged searches over a large directory, then the reports."""
    with planted() as deployment, deployment.app.app_context():
        began = time.perf_counter()
        _plant_services(area_called("liverpool").id)
        report.note(f"{SERVICES} services planted in {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        read_all(area_called("liverpool").id)
        report.note(f"their index made in {time.perf_counter() - began:.0f} s")
        _analyze()
        _searches(report)
        _plant_searches(area_called("liverpool").id)
        _analyze()
        with deployment.app.test_request_context("/"):
            area, months = area_called("liverpool"), reports.year_to(clock.today())
            for name, make in reports.REPORTS.items():
                took = seconds(lambda make=make: make(area, months), 1)  # type: ignore[misc]
                report.line(f"report {name} over a million searches", took * 1000, 300, "ms")


def _searches(report: Report) -> None:
    area = area_called("liverpool")
    queries.vocabulary_of(area.id)
    find(area, "warm up", ANYTHING)
    took = []
    for one in judged():
        began = time.perf_counter()
        find(area, one.typed, ANYTHING)
        took.append((time.perf_counter() - began) * 1000)
        db.session.rollback()
    took.sort()
    report.note(f"search, median {took[len(took) // 2]:.1f} ms")
    report.line("search over 10,000 services, p95", took[int(len(took) * 0.95)], 20, "ms")


def _plant_services(area_id: int) -> None:
    patterns, chance = rows("services.csv"), random.Random(3)
    at, places = clock.now(), [f"Place{number}" for number in range(400)]
    with transaction():
        runs_it = organisation_called(area=area_called("liverpool"), name="Bench", by=None, at=at).id
        made = []
        for number in range(SERVICES):
            row = patterns[number % len(patterns)]
            place = chance.choice(places)
            made.append(_service(area_id, runs_it, number, row, place))
        for start in range(0, SERVICES, 500):
            db.session.execute(insert(Service), made[start : start + 500])


def _service(area_id: int, runs_it: int, number: int, row: dict[str, str], place: str) -> dict[str, object]:
    empty = dict.fromkeys(
        ("cost", "address", "postcode", "locality", "schedule", "how_to_get_it", "who_decides",
         "accessibility", "phone", "email", "url"),
        "",
    )  # fmt: skip
    return empty | {
        "area_id": area_id,
        "organisation_id": runs_it,
        "source": HERE,
        "source_key": str(number),
        "public_id": f"00000000-0000-4000-8000-{number:012d}",
        "name": f"{row['name']} {place}",
        "description": row["description"],
        "plain_summary": row["summary"],
        "min_age": None,
        "max_age": None,
        "needs": [NEEDS.get(code, code) for code in row["needs"].split()],
        "categories": [],
        "help_kinds": row["help"].split(),
        "is_free": None,
        "place_name": place,
        "latitude": None,
        "longitude": None,
        "more_places": [],
        "days": [],
        "languages": [],
        "last_checked_on": None,
        "status": ServiceStatus.ACTIVE,
        "from_feed": {},
        "edited_fields": [],
        "changed_at": clock.now(),
        "version": 1,
    }


def _plant_searches(area_id: int) -> None:
    """Counters by day and month: a few clusters are met all the time, most now and then."""
    chance, today = random.Random(5), clock.today()
    clusters = [
        {
            "id": number + 1, "area_id": area_id, "key_hash": f"{random_id():x}",
            "label": f"words {number}", "theme": chance.choice(["health", "plans", "moving-on", ""]),
            "need": chance.choice(["autism", ""]),
            "seen": 10, "seen_days": 3, "last_on": today, "is_forgotten": False,
        }
        for number in range(CLUSTERS)
    ]  # fmt: skip
    days: dict[tuple[int, Span, date], int] = {}
    weights = [1 / (number + 1) for number in range(CLUSTERS)]
    for number in chance.choices(range(1, CLUSTERS + 1), weights, k=SEARCHES):
        day = today - timedelta(days=chance.randrange(30 * MONTHS))
        for key in ((number, Span.DAY, day), (number, Span.MONTH, day.replace(day=1))):
            days[key] = days.get(key, 0) + 1
    counts = [
        {
            "area_id": area_id, "cluster_id": number, "source": PORTAL, "span": span, "begins_on": day,
            "searches": times, "in_vain": times // 3, "clicks": times // 2,
        }
        for (number, span, day), times in days.items()
    ]  # fmt: skip
    with transaction():
        for start in range(0, len(clusters), 1000):
            db.session.execute(insert(SearchCluster), clusters[start : start + 1000])
        for start in range(0, len(counts), 5000):
            db.session.execute(insert(SearchCount), counts[start : start + 5000])


def _analyze() -> None:
    with db.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
