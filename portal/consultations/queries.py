"""Every read of consultations, their notes and the learning; each takes the area."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.consultations.models import Consultation, EventNote, Learning
from portal.core.db import db
from portal.feedback.models import FeedbackItem
from portal.feedback.queries import is_visible


def consultations_of(area: Area) -> list[Consultation]:
    """Every consultation of an area for staff, drafts too, the newest first."""
    rows = select(Consultation).where(Consultation.area_id == area.id)
    return list(db.session.scalars(rows.order_by(Consultation.opens_on.desc(), Consultation.id.desc())))


def public_consultations(area: Area) -> list[Consultation]:
    """Those that everyone may read, those that close last on top."""
    rows = select(Consultation).where(
        Consultation.area_id == area.id, Consultation.published_on.is_not(None)
    )
    return list(db.session.scalars(rows.order_by(Consultation.closes_on.desc(), Consultation.id.desc())))


def public_consultation(area: Area, slug: str) -> Consultation | None:
    """One that everyone may read, with its ways and points."""
    rows = select(Consultation).where(
        Consultation.area_id == area.id, Consultation.slug == slug, Consultation.published_on.is_not(None)
    )
    return db.session.scalar(
        rows.options(selectinload(Consultation.ways), selectinload(Consultation.points))
    )


def consultation_in(area: Area, consultation_id: int) -> Consultation | None:
    """One of this area, draft or published, with its ways and points."""
    rows = select(Consultation).where(Consultation.area_id == area.id, Consultation.id == consultation_id)
    return db.session.scalar(
        rows.options(selectinload(Consultation.ways), selectinload(Consultation.points))
    )


def notes_of(consultation: Consultation) -> list[EventNote]:
    """The notes of its events whose words staff may see, the newest first."""
    rows = select(EventNote).join(FeedbackItem, FeedbackItem.id == EventNote.item_id)
    rows = rows.where(EventNote.consultation_id == consultation.id, is_visible())
    rows = rows.options(joinedload(EventNote.place), joinedload(EventNote.item))
    return list(db.session.scalars(rows.order_by(EventNote.noted_on.desc(), EventNote.id)))


def notes_by_item(item_ids: Collection[int]) -> dict[int, EventNote]:
    """The notes that hold these words, with their consultation and place, by item: one query."""
    rows = select(EventNote).where(EventNote.item_id.in_(item_ids))
    rows = rows.options(joinedload(EventNote.place), joinedload(EventNote.consultation))
    found = db.session.scalars(rows.order_by(EventNote.id))
    return {note.item_id: note for note in found if note.item_id is not None}


def tables_noted(consultation: Consultation) -> int:
    """How many notes of tables hold words that staff may see."""
    rows = select(func.count()).select_from(EventNote).join(EventNote.item)
    rows = rows.where(EventNote.consultation_id == consultation.id, is_visible())
    return db.session.scalar(rows) or 0


def learning_of(area: Area) -> list[Learning]:
    """Every count of an area, the latest quarter first."""
    rows = select(Learning).where(Learning.area_id == area.id).options(joinedload(Learning.theme))
    return list(db.session.scalars(rows.order_by(Learning.quarter.desc(), Learning.source, Learning.id)))


def overdue(area: Area) -> list[Consultation]:
    """Published consultations that are not decided, by the day on which they should be."""
    rows = select(Consultation).where(
        Consultation.area_id == area.id,
        Consultation.published_on.is_not(None),
        Consultation.decided_on.is_(None),
        Consultation.decide_by.is_not(None),
    )
    return list(db.session.scalars(rows.order_by(Consultation.decide_by, Consultation.id)))
