"""Every write of the portal's own search log: count searches and clicks, map and forget clusters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.core import audit, clock
from portal.core.db import Base, db, transaction
from portal.core.errors import RuleBroken
from portal.local_offer.log import queries
from portal.local_offer.log.clustering import Meaning
from portal.local_offer.log.models import (
    PORTAL,
    SearchClick,
    SearchCluster,
    SearchCount,
    SearchStep,
    Span,
)

# a word that may be a name is kept only once its search was made so often, on more than one day
OFTEN = 8
DAYS = 2
KEPT = timedelta(days=3 * 365)  # long enough for the same month of other years


def is_often(seen: int, days: int, at_once: int) -> bool:
    """Whether a meaning was searched so often that a rare word of it may be kept as it was typed.

    `seen` searches on so many `days`; `at_once`: the most that one line of a log tells of a day.
    """
    return seen >= OFTEN and (days >= DAYS or at_once >= OFTEN)


def count_search(
    *,
    area: Area,
    meaning: Meaning,
    found: int,
    need: str,
    day: date,
    after: int | None,
    source: str = PORTAL,
) -> int:
    """Count one search made here, `after` another cluster or none. Returns the id of its cluster."""
    cluster_id = _meet(area, meaning, need, [day], 1, at_once=1)
    _count(area, cluster_id, source, [Counts(day, searches=1, nothing=int(found == 0))])
    if after is not None and after != cluster_id and queries.is_cluster_of(area, after):
        count_step(before=after, then=cluster_id, day=day)
    return cluster_id


def count_click(*, area: Area, cluster_id: int, service_id: int, position: int, day: date) -> None:
    """Count that a result was opened; another area's cluster, or a service that is gone, counts nothing."""
    if not queries.is_cluster_of(area, cluster_id) or not queries.is_service_of(area, service_id):
        return
    _count(area, cluster_id, PORTAL, [Counts(day, clicks=1)])
    add_place(cluster_id=cluster_id, service_id=service_id, position=position, day=day, times=1)


def add_place(*, cluster_id: int, service_id: int, position: int, day: date, times: int) -> None:
    """Add how often a result was opened at a place of the list, beside what is counted already."""
    click = {
        "cluster_id": cluster_id,
        "service_id": service_id,
        "position": position,
        "begins_on": day.replace(day=1),
        "clicks": times,
    }
    _add(SearchClick, [click], ("cluster_id", "service_id", "position", "begins_on"), ("clicks",))


@dataclass(frozen=True)
class Counts:
    """Searches of one day: how many, how many of them found nothing, how many results were opened."""

    day: date
    searches: int = 0
    nothing: int = 0
    clicks: int = 0


def add_counts(
    *, area: Area, meaning: Meaning, source: str, counted: Sequence[Counts], need: str = ""
) -> int:
    """Add searches of one meaning on one or several days, each once; returns the cluster's id."""
    most = max(one.searches for one in counted)
    total = sum(one.searches for one in counted)
    cluster_id = _meet(area, meaning, need, [one.day for one in counted], total, at_once=most)
    _count(area, cluster_id, source, counted)
    return cluster_id


def count_step(*, before: int, then: int, day: date, times: int = 1) -> None:
    """Count that people searched for one cluster right after another."""
    step = {"from_id": before, "to_id": then, "begins_on": day.replace(day=1), "count": times}
    _add(SearchStep, [step], ("from_id", "to_id", "begins_on"), ("count",))


def map_cluster(
    *, area: Area, cluster: SearchCluster, theme: str, need: str, by: int, at: datetime
) -> None:
    """An officer says what theme and need a cluster belongs to."""
    cluster.theme, cluster.need = theme, need
    db.session.flush()
    audit.record(
        act="mapped searches",
        by=by,
        area=area.id,
        at=at,
        subject=("search_cluster", cluster.id),
        theme=theme,
    )


def forget_cluster(*, area: Area, cluster: SearchCluster, by: int, at: datetime) -> None:
    """It is a person's name: its words and counters go, and it is never counted again."""
    if cluster.is_forgotten:
        raise RuleBroken("These searches are forgotten already.")
    cluster.label, cluster.is_forgotten, cluster.seen, cluster.seen_days = None, True, 0, 0
    db.session.flush()
    for table in (SearchCount, SearchClick):
        db.session.execute(delete(table).where(table.cluster_id == cluster.id))
    db.session.execute(
        delete(SearchStep).where((SearchStep.from_id == cluster.id) | (SearchStep.to_id == cluster.id))
    )
    audit.record(act="forgot searches", by=by, area=area.id, at=at, subject=("search_cluster", cluster.id))


def forget_past(at: datetime) -> None:
    """The worker's daily task: what was counted before KEPT goes, in each area."""
    for area in all_areas():
        with transaction():
            forget_old(area_id=area.id, before=clock.local(at).date() - KEPT)


def forget_old(*, area_id: int, before: date) -> int:
    """Counters from before a day go, and clusters that were not met since; returns how many clusters."""
    db.session.execute(
        delete(SearchCount).where(SearchCount.area_id == area_id, SearchCount.begins_on < before)
    )
    gone = delete(SearchCluster).where(SearchCluster.area_id == area_id, SearchCluster.last_on < before)
    return len(db.session.execute(gone.returning(SearchCluster.id)).all())


def _meet(
    area: Area, meaning: Meaning, need: str, days: Sequence[date], count: int, *, at_once: int
) -> int:
    """The cluster of a meaning, met on these days; its words are kept as soon as they may be."""
    values = {
        "area_id": area.id,
        "key_hash": meaning.key_hash,
        "label": meaning.label if meaning.plain else None,
        "theme": meaning.theme,
        "need": need,
        "seen": 0,
        "seen_days": 0,
        "last_on": date.min,
        "is_forgotten": False,
    }
    cluster = queries.cluster_by_hash(area, meaning.key_hash)
    if cluster is None:
        _insert_cluster(values)
        cluster = queries.cluster_by_hash(area, meaning.key_hash)
    assert cluster is not None  # noqa: S101 - it was there, or it is now
    if not cluster.is_forgotten:
        db.session.execute(
            update(SearchCluster)
            .where(SearchCluster.id == cluster.id)
            .values(
                seen=SearchCluster.seen + count,
                seen_days=SearchCluster.seen_days + sum(cluster.last_on != day for day in days),
                last_on=max(*days, cluster.last_on),
            )
        )
        db.session.refresh(cluster)
        often = is_often(cluster.seen, cluster.seen_days, at_once)
        if cluster.label is None and (meaning.plain or often):
            cluster.label = meaning.label
            db.session.flush()
    return cluster.id


def _insert_cluster(values: dict[str, Any]) -> None:
    insert = insert_of(SearchCluster).values(**values)
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["area_id", "key_hash"]))


def _count(area: Area, cluster_id: int, source: str, counted: Sequence[Counts]) -> None:
    if queries.is_forgotten(cluster_id):
        return
    rows = [
        {
            "area_id": area.id,
            "cluster_id": cluster_id,
            "source": source,
            "span": span,
            "begins_on": begins_on,
            "searches": one.searches,
            "in_vain": one.nothing,
            "clicks": one.clicks,
        }
        for one in counted
        for span, begins_on in ((Span.DAY, one.day), (Span.MONTH, one.day.replace(day=1)))
    ]
    unique = ("cluster_id", "source", "span", "begins_on")
    _add(SearchCount, rows, unique, ("searches", "in_vain", "clicks"))


def _add(
    model: type[Base], rows: list[dict[str, Any]], unique: tuple[str, ...], added: tuple[str, ...]
) -> None:
    """Insert counters, or add to those that are there: exact, whoever else counts meanwhile."""
    table = cast(Any, model).__table__
    insert = insert_of(table)
    more = {name: table.c[name] + insert.excluded[name] for name in added}
    db.session.execute(insert.on_conflict_do_update(index_elements=list(unique), set_=more), rows)


def insert_of(table: Any) -> Any:
    """An INSERT of the database in use, which knows what to do where the row is there already."""
    name = db.session.get_bind().dialect.name
    return cast(Any, postgresql.insert if name == "postgresql" else sqlite.insert)(table)
