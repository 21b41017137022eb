"""Every read of consultations, their notes and the learning; each takes the area."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.consultations.models import Consultation, EventNote, HeadBand, Learning
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


def tables_by_band(consultation: Consultation) -> dict[HeadBand, int]:
    """How many tables of each size spoke: for staff."""
    rows = select(EventNote.head_band, func.count()).where(
        EventNote.consultation_id == consultation.id, EventNote.item_id.is_not(None)
    )
    rows = rows.group_by(EventNote.head_band).order_by(EventNote.head_band)
    return {HeadBand(band): number for band, number in db.session.execute(rows)}


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
