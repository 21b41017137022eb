"""Every read of the register: one list out of the rows that each part keeps of what it let out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, case, func, literal, select, union_all
from sqlalchemy import cast as as_type
from sqlalchemy.orm import InstrumentedAttribute, defer, joinedload, lazyload

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import Model, db
from portal.core.paging import Page
from portal.exports.models import PACKS, Export, Holds
from portal.insight.half_year.models import HalfYearReport
from portal.local_offer.comments.models import OfferReport
from portal.releases.models import Release
from portal.voting.models import Vote

SIZE = 20


class LeftKind(StrEnum):
    """What kind of thing left; the value stands in the address of the page."""

    RELEASE = "release"
    VOTE = "vote"
    THEMED = "themed"
    PACK = "pack"
    RECORDS = "records"
    LAYOUT = "layout"
    REACH = "reach"
    HALF_YEAR = "half-year"
    COMMENTS = "comments"


@dataclass(frozen=True)
class Left:
    """One thing that left: its row as the part that let it out keeps it; `by` None: not one person."""

    kind: LeftKind
    at: datetime
    by: int | None
    thing: Any


MODELS: Mapping[LeftKind, type[Model]] = {
    LeftKind.RELEASE: Release,
    LeftKind.VOTE: Vote,
    LeftKind.THEMED: Export,
    LeftKind.PACK: Export,
    LeftKind.RECORDS: Export,
    LeftKind.LAYOUT: Export,
    LeftKind.REACH: Export,
    LeftKind.HALF_YEAR: HalfYearReport,
    LeftKind.COMMENTS: OfferReport,
}


def page_of_register(
    area: Area, number: int, *, kind: LeftKind | None = None, month: date | None = None
) -> Page[Left]:
    """One page of what left an area, the newest first, of one kind or of the month that begins on a day.

    The number of queries is the same whatever stands on the page. Months are those of the local clock.
    """
    rows = _narrowed(_everything(area), kind, month)
    total = db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    number = min(number, max(1, -(-total // SIZE)))
    newest = rows.order_by(rows.selected_columns.at.desc(), *list(rows.selected_columns)[:2])
    found = list(db.session.execute(newest.limit(SIZE).offset((number - 1) * SIZE)))
    things = _things([(LeftKind(row.kind), row.id) for row in found])
    kinds = [LeftKind(row.kind) for row in found]
    left = [
        Left(one, row.at, row.by, things[MODELS[one], row.id])
        for one, row in zip(kinds, found, strict=True)
    ]
    return Page(left, number, SIZE, total)


def months_of_register(area: Area) -> list[date]:
    """The first days of the months from the newest thing that left an area back to the oldest."""
    everything = _everything(area)
    first, last = db.session.execute(select(func.min(everything.c.at), func.max(everything.c.at))).one()
    if first is None:
        return []
    begin, end = (clock.local(one).date().replace(day=1) for one in (first, last))
    months = range(end.year * 12 + end.month - 1, begin.year * 12 + begin.month - 2, -1)
    return [date(one // 12, one % 12 + 1, 1) for one in months]


def month_after(month: date) -> date:
    """The first day of the month after the one that begins on a day."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _narrowed(everything: Subquery, kind: LeftKind | None, month: date | None) -> Select[*tuple[Any, ...]]:
    rows = select(everything.c.kind, everything.c.id, everything.c.at, everything.c.by)
    if kind is not None:
        rows = rows.where(everything.c.kind == kind.value)
    if month is not None:
        rows = rows.where(
            everything.c.at >= clock.local_midnight(month),
            everything.c.at < clock.local_midnight(month_after(month)),
        )
    return rows


def _everything(area: Area) -> Subquery:
    """A row for each thing that left: its kind, id, moment and who let it out."""
    of_export = case(
        (Export.holds == Holds.RECORDS, LeftKind.RECORDS.value),
        (Export.holds == Holds.LAYOUT, LeftKind.LAYOUT.value),
        (Export.holds == Holds.REACH, LeftKind.REACH.value),
        (Export.format.in_(PACKS), LeftKind.PACK.value),
        else_=LeftKind.THEMED.value,
    )
    nobody = as_type(literal(None), Release.published_by.type)
    parts = (
        _part(area, Release, _named(LeftKind.RELEASE), Release.published_at, Release.published_by),
        # two people confirm a count, so no one person let it out
        _part(area, Vote, _named(LeftKind.VOTE), Vote.closed_at, nobody),
        _part(area, Export, of_export, Export.made_at, Export.made_by),
        _part(
            area,
            HalfYearReport,
            _named(LeftKind.HALF_YEAR),
            HalfYearReport.published_at,
            HalfYearReport.published_by,
        ),
        _part(
            area,
            OfferReport,
            _named(LeftKind.COMMENTS),
            OfferReport.published_at,
            OfferReport.published_by,
        ),
    )
    return union_all(*parts).subquery()


def _named(kind: LeftKind) -> ColumnElement[str]:
    return as_type(literal(kind.value), String(20))


def _part(
    area: Area,
    model: Any,
    kind: ColumnElement[str],
    moment: InstrumentedAttribute[Any],
    by: ColumnElement[Any] | InstrumentedAttribute[Any],
) -> Select[*tuple[Any, ...]]:
    columns = (kind.label("kind"), model.id.label("id"), moment.label("at"), by.label("by"))
    return select(*columns).where(model.area_id == area.id, moment.is_not(None))


def _things(found: Sequence[tuple[LeftKind, int]]) -> dict[tuple[type[Model], int], Any]:
    """The rows themselves: one question a table, asked also when the page holds none of it."""
    ids: dict[type[Model], list[int]] = {model: [] for model in MODELS.values()}
    for kind, number in found:
        ids[MODELS[kind]].append(number)
    heavy = {HalfYearReport: defer(HalfYearReport.file)}
    asked: dict[type[Model], Any] = {
        model: select(model).where(model.id.in_(some))  # type: ignore[attr-defined]
        for model, some in ids.items()
    }
    asked[HalfYearReport] = asked[HalfYearReport].options(heavy[HalfYearReport])
    asked[Export] = asked[Export].options(joinedload(Export.strategy))
    asked[Vote] = asked[Vote].options(lazyload("*"))
    return {(model, one.id): one for model, rows in asked.items() for one in db.session.scalars(rows)}
