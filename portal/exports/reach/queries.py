"""Every read of files of reach."""

from sqlalchemy import Select

from portal.areas.models import Area
from portal.core.db import db
from portal.exports.models import Export, Holds
from portal.exports.queries import every_export


def reach_exports(area: Area) -> Select[Export]:
    """The files of this kind of an area, the newest first."""
    return every_export(area).where(Export.holds == Holds.REACH)


def reach_export(area: Area, export_id: int) -> Export | None:
    """One of them."""
    return db.session.scalar(reach_exports(area).where(Export.id == export_id))
