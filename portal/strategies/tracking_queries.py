"""Every read of figures of services and of how commitments stand."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.areas.models import Area
from portal.core.db import db
from portal.strategies.models import Commitment, Measure, Priority, Strategy
from portal.strategies.tracking_models import CommitmentUpdate, MeasureAim, MeasureFigure


def measure_by_slug(area: Area, slug: str) -> Measure | None:
    """A measure of this area with its priority and plan; None for another area's."""
    found = measures_by_slug(area, [slug])
    return found.get(slug)


def measures_by_slug(area: Area, slugs: Collection[str]) -> dict[str, Measure]:
    """The measures of this area with these slugs; what another area has is not there."""
    rows = (
        select(Measure)
        .join(Measure.priority)
        .join(Priority.strategy)
        .where(Strategy.area_id == area.id, Measure.slug.in_(slugs))
        .options(joinedload(Measure.priority).joinedload(Priority.strategy), joinedload(Measure.theme))
        .order_by(Measure.id)
    )
    return {measure.slug: measure for measure in db.session.scalars(rows)}


def commitment_by_slug(area: Area, slug: str) -> Commitment | None:
    """A commitment of this area with its plan; None for another area's."""
    rows = select(Commitment).join(Commitment.strategy)
    rows = rows.options(joinedload(Commitment.strategy), joinedload(Commitment.priority))
    return db.session.scalar(rows.where(Strategy.area_id == area.id, Commitment.slug == slug))


def every_commitment(strategy: Strategy) -> list[Commitment]:
    """All commitments of a plan, of its priorities and of the whole of it, in its order."""
    rows = select(Commitment).where(Commitment.strategy_id == strategy.id)
    rows = rows.options(joinedload(Commitment.priority))
    return list(
        db.session.scalars(
            rows.outerjoin(Commitment.priority).order_by(
                Priority.number, Commitment.position, Commitment.id
            )
        )
    )


def figures_of(measures: Iterable[Measure], *, public: bool = False) -> dict[int, list[MeasureFigure]]:
    """The figures that stand of each measure, by its id, the oldest first; those for everyone alone."""
    rows = select(MeasureFigure).where(
        MeasureFigure.measure_id.in_([one.id for one in measures]), MeasureFigure.taken_out_at.is_(None)
    )
    if public:
        rows = rows.where(MeasureFigure.is_public)
    found: dict[int, list[MeasureFigure]] = {}
    for figure in db.session.scalars(rows.order_by(MeasureFigure.of_day, MeasureFigure.id)):
        found.setdefault(figure.measure_id, []).append(figure)
    return found


def figure_in(measure: Measure, figure_id: int) -> MeasureFigure | None:
    """One figure of a measure that still stands."""
    rows = select(MeasureFigure).where(
        MeasureFigure.id == figure_id,
        MeasureFigure.measure_id == measure.id,
        MeasureFigure.taken_out_at.is_(None),
    )
    return db.session.scalar(rows)


def aims_of(measures: Iterable[Measure]) -> dict[int, MeasureAim]:
    """What officers said of these measures, by the id of the measure."""
    rows = select(MeasureAim).where(MeasureAim.measure_id.in_([one.id for one in measures]))
    return {aim.measure_id: aim for aim in db.session.scalars(rows.order_by(MeasureAim.measure_id))}


def updates_of(commitments: Iterable[Commitment]) -> dict[int, list[CommitmentUpdate]]:
    """The updates of each commitment, by its id, the latest first."""
    rows = select(CommitmentUpdate).where(
        CommitmentUpdate.commitment_id.in_([one.id for one in commitments])
    )
    found: dict[int, list[CommitmentUpdate]] = {}
    ordered = rows.order_by(CommitmentUpdate.dated.desc(), CommitmentUpdate.id.desc())
    for update in db.session.scalars(ordered):
        found.setdefault(update.commitment_id, []).append(update)
    return found
