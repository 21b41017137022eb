"""What is past its time: ids only, oldest first, in one query a kind."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.exports.models import Export
from portal.feedback.models import FeedbackItem
from portal.receipts.models import Receipt, ReceiptAct
from portal.receipts.telling.models import TellMe
from portal.safeguarding.models import LOCKING_LEVEL, OPEN, Alert, AlertState, CallBack
from portal.surveys.responses.models import Response, ResponseState


def _responses(area: Area, before: date, is_due: ColumnElement[bool]) -> Select[int]:
    return select(Response.id).where(Response.area_id == area.id, is_due).order_by(Response.id)


def unfinished_answers(area: Area, before: date) -> Select[int]:
    """Responses that were begun before a day and never sent."""
    due = (Response.state == ResponseState.BEGUN) & (Response.begun_on < before)
    return _responses(area, before, due)


def old_responses(area: Area, before: date) -> Select[int]:
    """Responses that were sent before a day; of paper that was never signed, keyed before it."""
    came_on = func.coalesce(Response.submitted_on, Response.begun_on)
    due = (Response.state != ResponseState.BEGUN) & (came_on < before)
    return _responses(area, before, due)


def old_feedback(area: Area, before: date) -> Select[int]:
    """Words that came before a day."""
    rows = select(FeedbackItem.id).where(FeedbackItem.area_id == area.id, FeedbackItem.received_on < before)
    return rows.order_by(FeedbackItem.id)


def old_alerts(area: Area, before: date) -> Select[int]:
    """Alerts decided before a day; one that nobody has decided never goes (rules.md, safeguarding).

    Nor does one that keeps words locked while they are here: without it staff could read them.
    """
    locks = and_(Alert.state == AlertState.CLOSED, Alert.level >= LOCKING_LEVEL)
    has_words = exists().where(FeedbackItem.id == Alert.subject_id)
    rows = select(Alert.id).where(
        Alert.area_id == area.id,
        Alert.state.not_in(OPEN),
        Alert.decided_at < clock.local_midnight(before),
        ~(locks & has_words),
    )
    return rows.order_by(Alert.id)


def old_call_backs(area: Area, before: date) -> Select[int]:
    """Wishes to be called from before a day."""
    rows = select(CallBack.id).where(CallBack.area_id == area.id, CallBack.asked_on < before)
    return rows.order_by(CallBack.id)


def unconfirmed_addresses(area: Area, before: date) -> Select[int]:
    """E-mail addresses that somebody left before a day and nobody confirmed."""
    rows = select(TellMe.id).where(
        TellMe.area_id == area.id, TellMe.confirmed.is_(False), TellMe.asked_on < before
    )
    return rows.order_by(TellMe.id)


def empty_receipts(area: Area, before: date) -> Select[int]:
    """Receipts from before a day that hold nothing, or only what was taken back before that day."""
    holds = exists().where(
        ReceiptAct.receipt_id == Receipt.id,
        (ReceiptAct.subject_id.is_not(None)) | (ReceiptAct.withdrawn_on >= before),
    )
    rows = select(Receipt.id).where(Receipt.area_id == area.id, Receipt.made_on < before, ~holds)
    return rows.order_by(Receipt.id)


def old_files(area: Area, before: date) -> Select[int]:
    """Exports made before a day whose file is still there."""
    rows = select(Export.id).where(
        Export.area_id == area.id,
        Export.removed_at.is_(None),
        Export.made_at < clock.local_midnight(before),
    )
    return rows.order_by(Export.id)


DUE: dict[str, Callable[[Area, date], Select[int]]] = {
    "unfinished answers": unfinished_answers,
    "responses": old_responses,
    "feedback": old_feedback,
    "alerts": old_alerts,
    "call-back requests": old_call_backs,
    "unconfirmed email addresses": unconfirmed_addresses,
    "empty receipts": empty_receipts,
    "export files": old_files,
}


def due_ids(kind: str, area: Area, before: date) -> list[int]:
    """The ids of one kind that are past their time."""
    return list(db.session.scalars(DUE[kind](area, before)))


def responses_by_id(ids: list[int]) -> list[Response]:
    """The responses with these ids that are still there."""
    return list(db.session.scalars(select(Response).where(Response.id.in_(ids)).order_by(Response.id)))


def items_by_id(ids: list[int]) -> list[FeedbackItem]:
    """The feedback items with these ids that are still there."""
    rows = select(FeedbackItem).where(FeedbackItem.id.in_(ids))
    return list(db.session.scalars(rows.order_by(FeedbackItem.id)))


def exports_by_id(ids: list[int]) -> list[Export]:
    """The exports with these ids."""
    return list(db.session.scalars(select(Export).where(Export.id.in_(ids)).order_by(Export.id)))
