"""Every read of taking in another website's log: what it told before, which clusters it touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, distinct, func, literal, select

from portal.areas.models import Area
from portal.core.db import db, in_batches
from portal.local_offer.log.models import PORTAL, SearchCluster, SearchCount, Span


@dataclass(frozen=True)
class Weight:
    """How often a cluster was seen, on how many days, and the most that another site told of one day."""

    id: int
    key_hash: str
    label: str | None
    seen: int
    days: int
    at_once: int
    last_on: date


def hold_log(area: Area) -> None:
    """Whoever else takes in a log of this area waits; rows that only point to the area do not."""
    db.session.execute(select(Area.id).where(Area.id == area.id).with_for_update(key_share=True))


def told_by(area: Area, source: str, span: Span) -> tuple[ColumnElement[bool], ...]:
    """The counters of one source over one span."""
    return SearchCount.area_id == area.id, SearchCount.source == source, SearchCount.span == span


def clusters_counted_on(area: Area, source: str, days: Sequence[date]) -> list[int]:
    """The clusters that a source told of on any of these days."""
    rows = select(SearchCount.cluster_id).distinct().where(*told_by(area, source, Span.DAY))
    ordered = rows.where(SearchCount.begins_on.in_(days)).order_by(SearchCount.cluster_id)
    return list(db.session.scalars(ordered))


def countable_clusters(area: Area, hashes: Sequence[str]) -> dict[str, int]:
    """The clusters with these keys, by key; those that an officer had forgotten are left out."""
    rows = select(SearchCluster.key_hash, SearchCluster.id).where(
        SearchCluster.area_id == area.id, SearchCluster.is_forgotten.is_(False)
    )
    found: dict[str, int] = {}
    for part in in_batches(len(hashes)):
        some = rows.where(SearchCluster.key_hash.in_(hashes[part.start : part.stop]))
        found.update((row[0], row[1]) for row in db.session.execute(some.order_by(SearchCluster.id)))
    return found


def days_of_month(area: Area, source: str, begins: date) -> Select[Any]:
    """The rows of a month's counters, as the sums of its days."""
    after = date(begins.year + begins.month // 12, begins.month % 12 + 1, 1)
    rows = select(
        literal(area.id),
        SearchCount.cluster_id,
        literal(source),
        literal(Span.MONTH.value),
        literal(begins),
        func.sum(SearchCount.searches),
        func.sum(SearchCount.in_vain),
        func.sum(SearchCount.clicks),
    ).where(
        *told_by(area, source, Span.DAY), SearchCount.begins_on >= begins, SearchCount.begins_on < after
    )
    return cast("Select[Any]", rows.group_by(SearchCount.cluster_id))


def weights(cluster_ids: Sequence[int]) -> list[Weight]:
    """How these clusters weigh by their counters; each is held until the end, so no search is missed."""
    held = select(SearchCluster.id, SearchCluster.key_hash, SearchCluster.label, SearchCluster.last_on)
    held = held.where(SearchCluster.id.in_(cluster_ids)).order_by(SearchCluster.id).with_for_update()
    clusters = db.session.execute(held).all()
    theirs = func.max(SearchCount.searches).filter(SearchCount.source != PORTAL)
    rows = select(
        SearchCount.cluster_id,
        func.sum(SearchCount.searches),
        func.count(distinct(SearchCount.begins_on)),
        func.coalesce(theirs, 0),
        func.max(SearchCount.begins_on),
    ).where(SearchCount.cluster_id.in_(cluster_ids), SearchCount.span == Span.DAY)
    grouped = rows.group_by(SearchCount.cluster_id).order_by(SearchCount.cluster_id)
    sums = {row[0]: row for row in db.session.execute(grouped)}
    found = []
    for cluster_id, key_hash, label, last_on in clusters:
        _id, seen, days, at_once, last = sums.get(cluster_id, (cluster_id, 0, 0, 0, last_on))
        found.append(Weight(cluster_id, key_hash, label, int(seen), int(days), int(at_once), last))
    return found
