"""Every read of comments on the Local Offer, of their answers, of consultations and of reports."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.core.paging import Page, page_of
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.queries import is_visible
from portal.local_offer.comments.models import (
    CommentGroup,
    Consultation,
    Decision,
    OfferComment,
    OfferReport,
)


def _comments(area: Area) -> Select[OfferComment]:
    """Comments whose words staff may see: sent, not locked, not taken back."""
    rows = select(OfferComment).join(FeedbackItem, FeedbackItem.id == OfferComment.item_id)
    return rows.where(OfferComment.area_id == area.id, is_visible())


def _is_public() -> ColumnElement[bool]:
    """Published, and its words still cleared: words taken out anew wait until a person clears them."""
    return (OfferComment.decision == Decision.PUBLISHED) & (FeedbackItem.state == ItemState.CLEARED)


def _within(begins: date, ends: date) -> ColumnElement[bool]:
    return (OfferComment.sent_on >= begins) & (OfferComment.sent_on <= ends)


def comment_in(area: Area, comment_id: int) -> OfferComment | None:
    """A comment of this area that staff may see."""
    return db.session.scalar(_comments(area).where(OfferComment.id == comment_id))


def own_comment(area: Area, comment_id: int) -> OfferComment | None:
    """A comment of this area for its own sender: locked or not."""
    rows = select(OfferComment).where(OfferComment.area_id == area.id, OfferComment.id == comment_id)
    return db.session.scalar(rows.where(OfferComment.item_id.is_not(None)))


def comments_by_id(area: Area, ids: Collection[int]) -> list[OfferComment]:
    """The senders' own comments with these ids, those not taken back."""
    rows = select(OfferComment).where(OfferComment.area_id == area.id, OfferComment.id.in_(ids))
    return list(db.session.scalars(rows.where(OfferComment.item_id.is_not(None)).order_by(OfferComment.id)))


def comments_of_items(area: Area, item_ids: Collection[int]) -> list[OfferComment]:
    """The comments with these words."""
    rows = select(OfferComment).where(OfferComment.area_id == area.id, OfferComment.item_id.in_(item_ids))
    return list(db.session.scalars(rows.order_by(OfferComment.id)))


def comment_with_item(item_id: int) -> int | None:
    """The id of the comment with these words."""
    return db.session.scalar(select(OfferComment.id).where(OfferComment.item_id == item_id))


def page_of_comments(area: Area, decision: Decision, number: int) -> Page[OfferComment]:
    """Comments for officers, those that wait longest first; decided ones the latest first."""
    rows = _comments(area).where(OfferComment.decision == decision)
    day = OfferComment.sent_on if decision == Decision.WAITING else OfferComment.sent_on.desc()
    return page_of(rows.order_by(day, OfferComment.id), number)


def waiting_count(area: Area) -> int:
    """How many comments nobody has decided on."""
    rows = _comments(area).where(OfferComment.decision == Decision.WAITING)
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def groups_of(area: Area) -> list[CommentGroup]:
    """Every answer of an area, the latest first."""
    rows = select(CommentGroup).where(CommentGroup.area_id == area.id)
    return list(db.session.scalars(rows.order_by(CommentGroup.id.desc())))


def group_in(area: Area, group_id: int) -> CommentGroup | None:
    """An answer of this area."""
    rows = select(CommentGroup).where(CommentGroup.area_id == area.id, CommentGroup.id == group_id)
    return db.session.scalar(rows)


def group_titled(area: Area, title: str) -> CommentGroup | None:
    """The answer of this area under this title."""
    rows = select(CommentGroup).where(CommentGroup.area_id == area.id, CommentGroup.title == title)
    return db.session.scalar(rows)


def public_comments(area: Area, begins: date, ends: date) -> list[OfferComment]:
    """The published comments of a time, those with an answer first, by answer, then by day."""
    rows = _comments(area).where(_is_public(), _within(begins, ends))
    order = (OfferComment.group_id.desc().nulls_last(), OfferComment.sent_on.desc(), OfferComment.id)
    return list(db.session.scalars(rows.order_by(*order)))


def page_of_public(area: Area, number: int) -> Page[OfferComment]:
    """The published comments for everyone, a page at a time, in the same order."""
    order = (OfferComment.group_id.desc().nulls_last(), OfferComment.sent_on.desc(), OfferComment.id)
    return page_of(_comments(area).where(_is_public()).order_by(*order), number, size=20)


def counts_by(
    area: Area, begins: date, ends: date, column: InstrumentedAttribute[Any]
) -> tuple[PeopleCount, dict[Any, PeopleCount]]:
    """How many comments came in a time, in all and by one column of a comment or its words."""
    found = func.coalesce(column, "").label("by")
    counted = people_count_columns(OfferComment.record_key)
    rows = select(found, *counted).join(FeedbackItem, FeedbackItem.id == OfferComment.item_id)
    rows = rows.where(OfferComment.area_id == area.id, is_visible(), _within(begins, ends))
    cells = {
        row.by: read_people_count(row) for row in db.session.execute(rows.group_by(found).order_by(found))
    }
    everyone = select(*counted).join(FeedbackItem, FeedbackItem.id == OfferComment.item_id)
    everyone = everyone.where(OfferComment.area_id == area.id, is_visible(), _within(begins, ends))
    return read_people_count(db.session.execute(everyone).one()), cells


def consultations_of(area: Area, begins: date, ends: date) -> list[Consultation]:
    """Whom the area consulted in a time, by day."""
    rows = select(Consultation).where(
        Consultation.area_id == area.id, Consultation.held_on >= begins, Consultation.held_on <= ends
    )
    return list(db.session.scalars(rows.order_by(Consultation.held_on, Consultation.id)))


def reports_of(area: Area) -> list[OfferReport]:
    """The public yearly reports, the latest first."""
    rows = select(OfferReport).where(OfferReport.area_id == area.id)
    return list(db.session.scalars(rows.order_by(OfferReport.begins.desc(), OfferReport.id)))


def report_in(area: Area, report_id: int) -> OfferReport | None:
    """A public report of this area."""
    rows = select(OfferReport).where(OfferReport.area_id == area.id, OfferReport.id == report_id)
    return db.session.scalar(rows)
