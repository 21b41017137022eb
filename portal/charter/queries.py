"""Every read of the agreement and of what people say of it."""

from sqlalchemy import select

from portal.areas.models import Area
from portal.charter.models import After, CharterRating, CharterVersion, Worked
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count


def versions_of(area: Area) -> list[CharterVersion]:
    """Every version of an area, the newest first: that one is in force."""
    rows = select(CharterVersion).where(CharterVersion.area_id == area.id)
    return list(db.session.scalars(rows.order_by(CharterVersion.number.desc())))


def quarters_rated(area: Area) -> list[int]:
    """The quarters in which somebody answered, the latest first."""
    rows = select(CharterRating.quarter).where(CharterRating.area_id == area.id).distinct()
    return list(db.session.scalars(rows.order_by(CharterRating.quarter.desc())))


def worked_in(area: Area, quarter: int) -> dict[Worked, PeopleCount]:
    """How many gave each answer in a quarter: protected."""
    counted = people_count_columns(CharterRating.record_key)
    rows = select(CharterRating.answer, *counted).where(
        CharterRating.area_id == area.id, CharterRating.quarter == quarter
    )
    rows = rows.group_by(CharterRating.answer).order_by(CharterRating.answer)
    return {Worked(row.answer): read_people_count(row) for row in db.session.execute(rows)}


def after_in(area: Area, quarter: int) -> dict[After, PeopleCount]:
    """How many answered in a quarter after each kind of thing: protected."""
    counted = people_count_columns(CharterRating.record_key)
    rows = select(CharterRating.after, *counted).where(
        CharterRating.area_id == area.id, CharterRating.quarter == quarter
    )
    rows = rows.group_by(CharterRating.after).order_by(CharterRating.after)
    return {After(row.after): read_people_count(row) for row in db.session.execute(rows)}
