"""Every read of strategies; each takes the area, so that no area reads another's."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar, cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import Model, db
from portal.strategies.models import (
    Commitment,
    CrosswalkLink,
    Inspection,
    InspectionFinding,
    Measure,
    Part,
    Priority,
    Statement,
    Strategy,
    Theme,
)

Row = TypeVar("Row", bound=Model)


def rows_by_slug(model: type[Row]) -> dict[str, Row]:
    """Every row of a table of this feature by its slug, of all areas: for the loader only."""
    slug: InstrumentedAttribute[str] = cast(Any, model).slug
    rows = db.session.execute(select(slug, model).order_by(slug)).all()
    return {str(pair[0]): pair[1] for pair in rows}


def all_links() -> list[CrosswalkLink]:
    """Every link of the crosswalk, of all areas: for the loader only."""
    rows = select(CrosswalkLink).options(selectinload(CrosswalkLink.nearest))
    return list(db.session.scalars(rows.order_by(CrosswalkLink.id)))


def themes() -> list[Theme]:
    """The common themes in their own order."""
    return list(db.session.scalars(select(Theme).order_by(Theme.position, Theme.id)))


def themes_for_families() -> list[Theme]:
    """The themes that families may be asked about: without those for officers only."""
    return [theme for theme in themes() if theme.asked_of_families]


def theme_by_slug(slug: str) -> Theme | None:
    """One theme."""
    return db.session.scalar(select(Theme).where(Theme.slug == slug))


def strategies_of(area: Area) -> list[Strategy]:
    """Every strategy of an area, the latest first."""
    rows = select(Strategy).where(Strategy.area_id == area.id)
    return list(db.session.scalars(rows.order_by(Strategy.starts.desc(), Strategy.id)))


def strategy_in_force(area: Area, on: date) -> Strategy | None:
    """The strategy in force on a date; None only for an area without any.

    It is the area's latest that had begun by then, whatever its printed end; a date before the
    first takes the first (rules.md, voice and the Local Offer duty). A printed year begins on
    1 January.
    """
    return latest_begun(strategies_of(area), on)


def latest_begun(known: list[Strategy], on: date) -> Strategy | None:
    """The rule of `strategy_in_force` over an area's strategies, the latest first."""
    begun = [strategy for strategy in known if strategy.starts <= on.year]
    return begun[0] if begun else (known[-1] if known else None)


def strategy_by_slug(area: Area, slug: str) -> Strategy | None:
    """A strategy of this area; None for an unknown one and for another area's."""
    return db.session.scalar(select(Strategy).where(Strategy.area_id == area.id, Strategy.slug == slug))


def _priorities() -> Select[Priority]:
    rows = select(Priority).join(Priority.strategy)
    rows = rows.options(joinedload(Priority.strategy), selectinload(Priority.themes))
    return rows.order_by(Strategy.starts.desc(), Priority.number, Priority.id)


def priorities_of(strategy: Strategy) -> list[Priority]:
    """The priorities of a strategy by number, with their themes."""
    return list(db.session.scalars(_priorities().where(Priority.strategy_id == strategy.id)))


def priorities_in_force(area: Area, on: date) -> list[Priority]:
    """The priorities of the strategy in force on a date, by number, with their themes."""
    strategy = strategy_in_force(area, on)
    return priorities_of(strategy) if strategy else []


def priorities_for_themes(area: Area, on: date, theme_ids: Iterable[int]) -> list[Priority]:
    """The priorities in force on a date that any of the themes map onto, by number."""
    wanted = set(theme_ids)
    return [
        priority
        for priority in priorities_in_force(area, on)
        if wanted.intersection(theme.id for theme in priority.themes)
    ]


def priorities_of_area(area: Area) -> list[Priority]:
    """Every priority of every strategy of an area, the latest strategy first."""
    return list(db.session.scalars(_priorities().where(Strategy.area_id == area.id)))


def priority_by_slug(area: Area, slug: str) -> Priority | None:
    """A priority of this area with its strategy and themes; None for another area's."""
    return db.session.scalar(_priorities().where(Strategy.area_id == area.id, Priority.slug == slug))


def commitments_of(strategy: Strategy, priority: Priority | None) -> list[Commitment]:
    """The commitments of a priority, or (None) those of the whole strategy."""
    rows = select(Commitment).options(joinedload(Commitment.theme))
    rows = rows.where(
        Commitment.strategy_id == strategy.id,
        Commitment.priority_id == (priority.id if priority else None),
    )
    return list(db.session.scalars(rows.order_by(Commitment.position, Commitment.id)))


def statements_of(strategy: Strategy, priority: Priority | None = None) -> dict[Part, list[Statement]]:
    """What a strategy says, or (with a priority) what families told us there, by part, in order."""
    rows = select(Statement).where(
        Statement.strategy_id == strategy.id,
        Statement.priority_id == (priority.id if priority else None),
    )
    by_part: dict[Part, list[Statement]] = {part: [] for part in Part}
    for statement in db.session.scalars(rows.order_by(Statement.position, Statement.id)):
        by_part[Part(statement.part)].append(statement)
    return by_part


def measures_of(priorities: Iterable[Priority]) -> list[Measure]:
    """The measures of these priorities in the strategy's order, with their themes."""
    rows = select(Measure).join(Measure.priority).options(joinedload(Measure.theme))
    rows = rows.where(Measure.priority_id.in_([priority.id for priority in priorities]))
    return list(db.session.scalars(rows.order_by(Priority.number, Measure.position, Measure.id)))


def _links(area: Area) -> Select[CrosswalkLink]:
    rows = select(CrosswalkLink).where(CrosswalkLink.area_id == area.id)
    nearest = selectinload(CrosswalkLink.nearest)
    rows = rows.options(
        joinedload(CrosswalkLink.earlier).joinedload(Priority.strategy),
        joinedload(CrosswalkLink.later).joinedload(Priority.strategy),
        nearest.joinedload(Commitment.strategy),
        nearest.joinedload(Commitment.priority),
    )
    return rows.order_by(CrosswalkLink.id)


def crosswalk_of(area: Area) -> list[CrosswalkLink]:
    """Every link between the plans of an area, for counting: without the nearest commitments."""
    rows = select(CrosswalkLink).where(CrosswalkLink.area_id == area.id)
    return list(db.session.scalars(rows.order_by(CrosswalkLink.id)))


def links_from(area: Area, priority: Priority) -> list[CrosswalkLink]:
    """Where this priority carries over to in the next strategy."""
    return list(db.session.scalars(_links(area).where(CrosswalkLink.earlier_id == priority.id)))


def links_into(area: Area, priority: Priority) -> list[CrosswalkLink]:
    """What of the strategy before it this priority carries on."""
    return list(db.session.scalars(_links(area).where(CrosswalkLink.later_id == priority.id)))


def inspections_under(area: Area, strategy: Strategy) -> list[Inspection]:
    """The area's inspections, the latest first, that came while this strategy was in force.

    Their findings come with them.
    """
    known = strategies_of(area)
    rows = select(Inspection).where(Inspection.area_id == area.id)
    rows = rows.options(selectinload(Inspection.findings))
    rows = rows.order_by(Inspection.dated.desc(), Inspection.id)
    return [row for row in db.session.scalars(rows) if latest_begun(known, row.dated) is strategy]


def findings_of(area: Area) -> list[InspectionFinding]:
    """Everything that inspectors found in an area, the latest inspection first."""
    rows = select(InspectionFinding).join(InspectionFinding.inspection)
    rows = rows.where(Inspection.area_id == area.id)
    return list(
        db.session.scalars(
            rows.order_by(Inspection.dated.desc(), InspectionFinding.position, InspectionFinding.id)
        )
    )


def commitment_counts(priorities: Iterable[Priority]) -> dict[int, int]:
    """How many commitments each of these priorities has, by its id; none: not there."""
    rows = select(Commitment.priority_id, func.count()).group_by(Commitment.priority_id)
    rows = rows.where(Commitment.priority_id.in_([priority.id for priority in priorities]))
    return {key: count for key, count in db.session.execute(rows) if key is not None}
