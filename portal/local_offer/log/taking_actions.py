"""Taking in the log of another website: what a source tells of a day replaces what it told of it before."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, update

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db, in_batches
from portal.local_offer.log import taking_queries as queries
from portal.local_offer.log.actions import insert_of, is_often
from portal.local_offer.log.clustering import Meaning
from portal.local_offer.log.models import SearchCluster, SearchCount, Span
from portal.local_offer.log.taking_queries import Weight

Told = tuple[Meaning, date, int]


def take_in(*, area: Area, source: str, lines: Iterable[Told], by: int | None, at: datetime) -> int:
    """Count another site's searches under its own source; returns how many searches they were.

    Each day that the lines name is replaced as a whole, so the same log brought twice changes nothing.
    A rare word is kept, or let go, by what is counted afterwards: a repeat makes nothing frequent.
    """
    told = list(lines)
    queries.hold_log(area)
    days = sorted({day for _meaning, day, _count in told})
    touched = set(queries.clusters_counted_on(area, source, days))
    counts = _counts(area, told)
    touched |= {cluster_id for cluster_id, _day in counts}
    _replace_days(area, source, days, counts)
    _sum_months(area, source, sorted({day.replace(day=1) for day in days}))
    _weigh_anew(sorted(touched), told)
    total = sum(counts.values())
    days_told = {"days": len(days), "searches": total}
    subject = ("search_log", None)
    audit.record(
        act="took in search log", by=by, area=area.id, at=at, subject=subject, source=source, **days_told
    )
    return total


def _counts(area: Area, told: list[Told]) -> Counter[tuple[int, date]]:
    """Searches by cluster and day; clusters not met before are made, forgotten ones count nothing."""
    meant = {meaning.key_hash: meaning for meaning, _day, _count in told}
    fresh = [_fresh(area, meant[key_hash]) for key_hash in sorted(meant)]
    for part in in_batches(len(fresh)):
        some = fresh[part.start : part.stop]
        same = insert_of(SearchCluster).on_conflict_do_nothing(index_elements=["area_id", "key_hash"])
        db.session.execute(same, some)
    numbers = queries.countable_clusters(area, sorted(meant))
    counts: Counter[tuple[int, date]] = Counter()
    for meaning, day, count in told:
        if meaning.key_hash in numbers:
            counts[numbers[meaning.key_hash], day] += count
    return counts


def _fresh(area: Area, meaning: Meaning) -> dict[str, Any]:
    return {
        "area_id": area.id,
        "key_hash": meaning.key_hash,
        "label": meaning.label if meaning.plain else None,
        "theme": meaning.theme,
        "need": "",
        "seen": 0,
        "seen_days": 0,
        "last_on": date.min,
        "is_forgotten": False,
    }


def _replace_days(area: Area, source: str, days: list[date], counts: Counter[tuple[int, date]]) -> None:
    old = delete(SearchCount).where(*queries.told_by(area, source, Span.DAY))
    for part in in_batches(len(days)):
        db.session.execute(old.where(SearchCount.begins_on.in_(days[part.start : part.stop])))
    same = {"area_id": area.id, "source": source, "span": Span.DAY, "in_vain": 0, "clicks": 0}
    rows = [
        {**same, "cluster_id": cluster_id, "begins_on": day, "searches": count}
        for (cluster_id, day), count in sorted(counts.items())
    ]
    if rows:
        db.session.execute(insert(SearchCount), rows)


def _sum_months(area: Area, source: str, months: list[date]) -> None:
    """The counters of these months, summed anew from their days."""
    for begins in months:
        month = SearchCount.begins_on == begins
        db.session.execute(delete(SearchCount).where(*queries.told_by(area, source, Span.MONTH), month))
        db.session.execute(
            insert(SearchCount).from_select(
                ["area_id", "cluster_id", "source", "span", "begins_on", "searches", "in_vain", "clicks"],
                queries.days_of_month(area, source, begins),
            )
        )


def _weigh_anew(touched: list[int], told: list[Told]) -> None:
    """How often each of these clusters was seen, from its counters; a rare word may go again."""
    meant = {meaning.key_hash: meaning for meaning, _day, _count in told}
    table = cast(Table, SearchCluster.__table__)
    anew = update(table).where(table.c.id == bindparam("number"))
    values: dict[str, Any] = {
        name: bindparam(f"new_{name}") for name in ("seen", "seen_days", "last_on", "label")
    }
    for part in in_batches(len(touched)):
        rows = [
            {
                "number": one.id,
                "new_seen": one.seen,
                "new_seen_days": one.days,
                "new_last_on": one.last_on,
                "new_label": _label(one, meant.get(one.key_hash)),
            }
            for one in queries.weights(touched[part.start : part.stop])
        ]
        db.session.execute(anew.values(**values), rows)
    db.session.expire_all()


def _label(one: Weight, meaning: Meaning | None) -> str | None:
    """The words of a cluster: ordinary ones, or such as were searched often enough."""
    may = is_often(one.seen, one.days, one.at_once)
    if meaning is None:
        return one.label if may else None
    return (one.label or meaning.label) if meaning.plain or may else None
