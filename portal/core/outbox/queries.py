"""Every read of the outbox."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_, select

from portal.core.db import db
from portal.core.outbox.models import MessageState, OutboxMessage
from portal.core.outbox.problems import BOUNCED, NO_CONNECTION
from portal.core.paging import Page, page_of

BATCH = 50


def due_ids(at: datetime, *, connected: bool = False) -> list[int]:
    """Up to fifty messages to try now, oldest first.

    `connected`: the mail server answers again, so what only waits because it did not is due as well.
    """
    due = OutboxMessage.next_try_at <= at
    if connected:
        due = or_(due, OutboxMessage.last_problem.startswith(NO_CONNECTION))
    rows = select(OutboxMessage.id).where(OutboxMessage.state == MessageState.WAITING, due)
    return list(db.session.scalars(rows.order_by(OutboxMessage.id).limit(BATCH)))


def held() -> list[OutboxMessage]:
    """The messages that a worker holds, or held when it was killed."""
    rows = select(OutboxMessage).where(OutboxMessage.state == MessageState.SENDING)
    return list(db.session.scalars(rows.order_by(OutboxMessage.id)))


def bounced(once_keys: Collection[str]) -> set[str]:
    """Which of these notices the mailbox refused for good."""
    rows = select(OutboxMessage.once_key).where(
        OutboxMessage.once_key.in_(once_keys),
        OutboxMessage.state == MessageState.FAILED,
        OutboxMessage.last_problem.startswith(BOUNCED),
    )
    return set(db.session.scalars(rows))


def message_of(area_id: int, message_id: int) -> OutboxMessage | None:
    """One message of an area."""
    rows = select(OutboxMessage).where(OutboxMessage.id == message_id, OutboxMessage.area_id == area_id)
    return db.session.scalar(rows)


def page_of_area(area_id: int, number: int) -> Page[OutboxMessage]:
    """One page of an area's messages, newest first."""
    rows = select(OutboxMessage).where(OutboxMessage.area_id == area_id)
    return page_of(rows.order_by(OutboxMessage.made_at.desc(), OutboxMessage.id.desc()), number)


def counts_of(area_id: int) -> dict[MessageState, int]:
    """How many messages of an area stand in each state; a state without any is left out."""
    rows = select(OutboxMessage.state, func.count()).where(OutboxMessage.area_id == area_id)
    found = db.session.execute(rows.group_by(OutboxMessage.state).order_by(OutboxMessage.state))
    return {MessageState(state): count for state, count in found}
