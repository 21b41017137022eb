"""Every read of the search log; what was seen fewer than THRESHOLD times in a year is shown to nobody."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, cast, func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.local_offer.directory.models import SHOWN, Service
from portal.local_offer.log.models import SearchClick, SearchCluster, SearchCount, SearchStep, Span

THRESHOLD = 8  # rules.md, search log


@dataclass(frozen=True)
class Row:
    """A cluster with its sums over the months of a report; `earlier`: those of the months before."""

    id: int
    label: str
    theme: str
    need: str
    searches: int
    nothing: int
    clicks: int
    earlier: int = 0


@dataclass(frozen=True)
class Months:
    """The months of a report: from `begins` to before `ends`, both a first day; one source, "" all."""

    begins: date
    ends: date
    source: str = ""


def cluster_by_hash(area: Area, key_hash: str) -> SearchCluster | None:
    """The cluster with this key."""
    return db.session.scalar(
        select(SearchCluster).where(SearchCluster.area_id == area.id, SearchCluster.key_hash == key_hash)
    )


def cluster_in(area: Area, cluster_id: int) -> SearchCluster | None:
    """A cluster of this area that officers may see: it has words, and was not forgotten."""
    return db.session.scalar(
        select(SearchCluster).where(
            SearchCluster.area_id == area.id,
            SearchCluster.id == cluster_id,
            SearchCluster.label.is_not(None),
            SearchCluster.is_forgotten.is_(False),
        )
    )


def is_cluster_of(area: Area, cluster_id: int) -> bool:
    """Whether the area has this cluster."""
    rows = select(SearchCluster.id).where(SearchCluster.area_id == area.id, SearchCluster.id == cluster_id)
    return db.session.scalar(rows) is not None


def is_forgotten(cluster_id: int) -> bool:
    """Whether an officer had a cluster forgotten."""
    return bool(db.session.scalar(select(SearchCluster.is_forgotten).where(SearchCluster.id == cluster_id)))


def is_service_of(area: Area, service_id: int) -> bool:
    """Whether families of the area see this service."""
    rows = select(Service.id).where(
        Service.area_id == area.id, Service.id == service_id, Service.status.in_(SHOWN)
    )
    return db.session.scalar(rows) is not None


def sources_of(area: Area) -> list[str]:
    """Who brought searches: this portal and other sites."""
    rows = select(SearchCount.source).where(SearchCount.area_id == area.id, SearchCount.span == Span.MONTH)
    return list(db.session.scalars(rows.distinct().order_by(SearchCount.source)))


def by_month(area: Area, months: Months) -> list[tuple[date, int, int, int]]:
    """Month, searches, those that found nothing, clicks; each month that has any."""
    rows = select(
        SearchCount.begins_on,
        func.sum(SearchCount.searches),
        func.sum(SearchCount.in_vain),
        func.sum(SearchCount.clicks),
    ).where(*_within(area, months))
    grouped = rows.group_by(SearchCount.begins_on).order_by(SearchCount.begins_on)
    return [(row[0], int(row[1]), int(row[2]), int(row[3])) for row in db.session.execute(grouped)]


def clusters(area: Area, months: Months, *, order: str = "searches", limit: int = 50) -> list[Row]:
    """Clusters with the most `searches` (or `nothing`, `unclicked`), seen at least THRESHOLD times.

    What is often searched for is also often not opened; so of those not opened the share counts too.
    """
    sums = _by_cluster(area, months)
    searches, nothing, clicks = sums.c.searches, sums.c.in_vain, sums.c.clicks
    unopened = searches - nothing - clicks
    weight = {"searches": searches, "nothing": nothing, "unclicked": unopened}[order]
    first = 1.0 * unopened * unopened / (searches - nothing) if order == "unclicked" else weight
    rows = _shown(sums).where(weight > 0).order_by(first.desc(), SearchCluster.id)
    return [_row(row) for row in db.session.execute(rows.limit(limit))]


def unmapped(area: Area, months: Months, limit: int = 50) -> list[Row]:
    """Clusters without a theme, the heaviest first."""
    sums = _by_cluster(area, months)
    rows = _shown(sums).where(SearchCluster.theme == "").order_by(sums.c.searches.desc(), SearchCluster.id)
    return [_row(row) for row in db.session.execute(rows.limit(limit))]


def clusters_of_theme(area: Area, months: Months, theme: str, limit: int) -> list[Row]:
    """The clusters of one theme, the heaviest first."""
    sums = _by_cluster(area, months)
    rows = _shown(sums).where(SearchCluster.theme == theme)
    ordered = rows.order_by(sums.c.searches.desc(), SearchCluster.id).limit(limit)
    return [_row(row) for row in db.session.execute(ordered)]


def moving(area: Area, earlier: Months, later: Months, limit: int = 30) -> list[Row]:
    """Clusters that were searched for more or less often than before: the widest change first."""
    before = {row.id: row for row in clusters(area, earlier, limit=2000)}
    now = {row.id: row for row in clusters(area, later, limit=2000)}
    both = [
        Row(**{**vars(now.get(number) or before[number]), **_two(number, before, now)})
        for number in {*before, *now}
    ]
    return sorted(both, key=lambda row: (-abs(row.searches - row.earlier), row.id))[:limit]


def _two(number: int, before: dict[int, Row], now: dict[int, Row]) -> dict[str, int]:
    earlier, later = before.get(number), now.get(number)
    return {"searches": later.searches if later else 0, "earlier": earlier.searches if earlier else 0}


def sums_by(area: Area, months: Months, what: str) -> dict[str, tuple[int, int]]:
    """Searches, and those that found nothing, by `theme` or `need` of the clusters that may be shown."""
    column = SearchCluster.theme if what == "theme" else SearchCluster.need
    sums = _by_cluster(area, months, least=1)
    rows = select(column, func.sum(sums.c.searches), func.sum(sums.c.in_vain))
    known = rows.join(sums, sums.c.number == SearchCluster.id).where(SearchCluster.is_forgotten.is_(False))
    found = db.session.execute(known.group_by(column).order_by(column))
    return {row[0]: (int(row[1]), int(row[2])) for row in found}


def refined(area: Area, months: Months, limit: int = 50) -> list[tuple[str, str, int]]:
    """What people searched for, what they tried next, and how often; at least THRESHOLD times."""
    after = SearchCluster.__table__.alias("after")
    count = func.sum(SearchStep.count)
    rows = (
        select(SearchCluster.label, after.c.label, count)
        .join(SearchCluster, SearchCluster.id == SearchStep.from_id)
        .join(after, after.c.id == SearchStep.to_id)
        .where(
            SearchCluster.area_id == area.id,
            SearchCluster.label.is_not(None),
            after.c.label.is_not(None),
            SearchStep.begins_on >= months.begins,
            SearchStep.begins_on < months.ends,
        )
        .group_by(SearchStep.from_id, SearchStep.to_id, SearchCluster.label, after.c.label)
        .having(count >= THRESHOLD)
    )
    ordered = rows.order_by(count.desc(), SearchStep.from_id, SearchStep.to_id).limit(limit)
    return [(row[0], row[1], int(row[2])) for row in db.session.execute(ordered)]


def positions(area: Area, months: Months) -> dict[int, float]:
    """The mean place in the list at which results of each cluster were opened."""
    rows = (
        select(
            SearchClick.cluster_id,
            func.sum(SearchClick.position * SearchClick.clicks),
            func.sum(SearchClick.clicks),
        )
        .join(SearchCluster, SearchCluster.id == SearchClick.cluster_id)
        .where(
            SearchCluster.area_id == area.id,
            SearchClick.begins_on >= months.begins,
            SearchClick.begins_on < months.ends,
        )
    )
    found = db.session.execute(rows.group_by(SearchClick.cluster_id).order_by(SearchClick.cluster_id))
    return {row[0]: float(row[1]) / float(row[2]) for row in found}


def supply(area: Area, what: str) -> Counter[str]:
    """How many services that families see stand under each `theme`, or are for each `need`."""
    column = Service.categories if what == "theme" else Service.needs
    # services with the same list are counted together: there are few lists and many services
    listed = cast(column, String)
    rows = select(listed, func.count()).where(Service.area_id == area.id, Service.status.in_(SHOWN))
    found: Counter[str] = Counter()
    for codes, count in db.session.execute(rows.group_by(listed).order_by(listed)):
        found.update(dict.fromkeys(json.loads(codes), count))
    return found


def one_row(area: Area, cluster_id: int, months: Months) -> Row | None:
    """The sums of one cluster that may be shown, None below the threshold."""
    sums = _by_cluster(area, months, SearchCount.cluster_id == cluster_id)
    found = db.session.execute(_shown(sums)).first()
    return _row(found) if found else None


def _by_cluster(area: Area, months: Months, *more: ColumnElement[bool], least: int = 0) -> Subquery:
    """The sums of each cluster: made before its row is looked up, once for all its counters."""
    searches = func.sum(SearchCount.searches)
    rows = select(
        SearchCount.cluster_id.label("number"),
        searches.label("searches"),
        func.sum(SearchCount.in_vain).label("in_vain"),
        func.sum(SearchCount.clicks).label("clicks"),
    ).where(*_within(area, months), *more)
    return rows.group_by(SearchCount.cluster_id).having(searches >= (least or THRESHOLD)).subquery()


def _shown(sums: Subquery) -> Select[Any]:
    """The clusters of these sums that have words and were not forgotten."""
    rows: Select[Any] = select(
        SearchCluster.id,
        SearchCluster.label,
        SearchCluster.theme,
        SearchCluster.need,
        sums.c.searches,
        sums.c.in_vain,
        sums.c.clicks,
    )
    return rows.join(sums, sums.c.number == SearchCluster.id).where(
        SearchCluster.label.is_not(None), SearchCluster.is_forgotten.is_(False)
    )


def _within(area: Area, months: Months) -> list[ColumnElement[bool]]:
    inside = [
        SearchCount.area_id == area.id,
        SearchCount.span == Span.MONTH,
        SearchCount.begins_on >= months.begins,
        SearchCount.begins_on < months.ends,
    ]
    return [*inside, SearchCount.source == months.source] if months.source else inside


def _row(row: Any) -> Row:
    return Row(row[0], row[1], row[2], row[3], int(row[4]), int(row[5]), int(row[6]))
