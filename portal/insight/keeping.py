"""The filters that a person keeps under a name, and what they did last and may undo."""

from sqlalchemy import select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.insight.filters import Filters
from portal.insight.models import DeskStep, SavedView

MOST = 20


def saved_views(area: Area, person: int) -> list[SavedView]:
    """The views a person keeps in an area, by name."""
    rows = select(SavedView).where(SavedView.area_id == area.id, SavedView.person_id == person)
    return list(db.session.scalars(rows.order_by(SavedView.name, SavedView.id)))


def save_view(*, area: Area, name: str, filters: Filters, by: int) -> None:
    """Keep these filters under a name; the same name again means these filters from now on."""
    kept = saved_views(area, by)
    same = [view for view in kept if view.name == name]
    if same:
        same[0].address = filters.in_address()
    elif len(kept) >= MOST:
        raise RuleBroken("You have %(most)s views. Forget one first.", field="name", status=422, most=MOST)
    else:
        db.session.add(SavedView(area_id=area.id, person_id=by, name=name, address=filters.in_address()))


def view_of(area: Area, person: int, view_id: int) -> SavedView | None:
    """One view that a person keeps."""
    return next((view for view in saved_views(area, person) if view.id == view_id), None)


def forget_view(*, view: SavedView) -> None:
    """Keep it no more; the comments stay as they are."""
    db.session.delete(view)


def last_step(area: Area, person: int) -> DeskStep | None:
    """What a person did last at the desk and has not undone."""
    rows = select(DeskStep).where(
        DeskStep.area_id == area.id, DeskStep.person_id == person, DeskStep.undone_at.is_(None)
    )
    return db.session.scalar(rows.order_by(DeskStep.id.desc()).limit(1))


def step_of(area: Area, person: int, step_id: int) -> DeskStep | None:
    """One step of a person."""
    rows = select(DeskStep).where(
        DeskStep.id == step_id, DeskStep.area_id == area.id, DeskStep.person_id == person
    )
    return db.session.scalar(rows)
