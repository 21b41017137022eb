"""Every read of the register of gaps; `for_the_board` is what the board may lay beside a promise."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.local_offer.gaps.models import OPEN, EvidenceKind, Gap, GapEvidence, GapSnapshot, GapState


def gaps_of(area: Area) -> list[Gap]:
    """Every gap with its evidence: the open ones first, then by number, the newest first."""
    rows = select(Gap).where(Gap.area_id == area.id).options(selectinload(Gap.evidence))
    return list(db.session.scalars(rows.order_by(Gap.state.not_in(OPEN), Gap.id.desc())))


def gap_in(area: Area, gap_id: int) -> Gap | None:
    """A gap of this area."""
    return db.session.scalar(select(Gap).where(Gap.area_id == area.id, Gap.id == gap_id))


def gap_of_cluster(area: Area, cluster_id: int) -> Gap | None:
    """The newest gap for which these searches speak."""
    rows = (
        select(Gap)
        .join(GapEvidence, GapEvidence.gap_id == Gap.id)
        .where(
            Gap.area_id == area.id,
            GapEvidence.kind == EvidenceKind.SEARCHES,
            GapEvidence.ref == cluster_id,
        )
    )
    return db.session.scalar(rows.order_by(Gap.id.desc()).limit(1))


def is_known() -> ColumnElement[bool]:
    """Found real, whatever was done about it then."""
    return Gap.state.in_((GapState.REAL, GapState.FILLED, GapState.CANNOT))


def for_the_board(area: Area) -> dict[int, str]:
    """Gaps that were found real (or filled, or cannot be filled) by id, with their titles: evidence."""
    rows = select(Gap.id, Gap.title).where(Gap.area_id == area.id, is_known())
    return {row.id: row.title for row in db.session.execute(rows.order_by(Gap.id))}


def snapshots_of(area: Area) -> list[GapSnapshot]:
    """The frozen months, the latest first."""
    rows = select(GapSnapshot).where(GapSnapshot.area_id == area.id)
    return list(db.session.scalars(rows.order_by(GapSnapshot.month.desc(), GapSnapshot.id)))


def snapshot_in(area: Area, snapshot_id: int) -> GapSnapshot | None:
    """A frozen month of this area."""
    return db.session.scalar(
        select(GapSnapshot).where(GapSnapshot.area_id == area.id, GapSnapshot.id == snapshot_id)
    )


def is_frozen(area: Area, month: date) -> bool:
    """Whether a month is frozen already."""
    rows = select(GapSnapshot.id).where(GapSnapshot.area_id == area.id, GapSnapshot.month == month)
    return db.session.scalar(rows) is not None
