"""Every write of the outbox: post a message, claim it, note what became of it, try again, forget."""

from datetime import datetime, timedelta

from sqlalchemy import Update, delete, update

from portal.core import audit, bell, emails, phones
from portal.core.db import changed_one, db, insert_once
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.core.outbox.letter import Letter, letter_of, lock
from portal.core.outbox.models import MessageState, OutboxMessage
from portal.core.processes import this_process

STEP = "outbox"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# the waits after each try: about two days in all, so that a server which is down for a day loses nothing
BACK_OFF = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, *[6 * HOUR] * 4, *[12 * HOUR] * 2]
# how long a worker may hold a message before another may take it up
HOLD = timedelta(minutes=15)
KEPT = timedelta(days=90)


def post(
    *,
    to: str,
    kind: str,
    subject: str,
    body: str,
    once_key: str,
    area: int | None,
    at: datetime,
    for_staff: bool = False,
    stop_link: str | None = None,
) -> bool:
    """Queue an e-mail in the running transaction; it is sent after the commit, and never without it.

    `to` may be a mobile number: a text message then, which only GOV.UK Notify can send.

    `once_key` names the notice: a second one with the same key is not queued, and False returned.
    `stop_link` takes a POST that ends such mails: mailboxes offer it as one press (RFC 8058).
    Never a family's words: neither subject nor body. Raises ValueError for what is neither.
    """
    address = _address(to)
    values = {
        "area_id": area,
        "kind": kind,
        "for_staff": for_staff,
        "once_key": once_key,
        "to_locked": lock(address, secret_key()),
        "subject": " ".join(subject.split())[:200],
        "body_locked": lock(body, secret_key()),
        "stop_link_locked": lock(stop_link, secret_key()) if stop_link else None,
        "state": MessageState.WAITING,
        "tries": 0,
        "made_at": at,
        "next_try_at": at,
    }
    queued = insert_once(OutboxMessage, values, "once_key")
    if queued:
        bell.ring_after_commit(STEP)
    return queued


def _address(to: str) -> str:
    address = emails.one_spelling(to) or phones.one_spelling(to)
    if address is None:
        raise ValueError("an outbox message needs one e-mail address or one mobile number")
    return address


def claim(*, message_id: int, at: datetime) -> Letter | None:
    """Take a waiting message for this process; None when another was quicker."""
    taken = update(OutboxMessage).where(
        OutboxMessage.id == message_id, OutboxMessage.state == MessageState.WAITING
    )
    values = {
        "state": MessageState.SENDING,
        "tries": OutboxMessage.tries + 1,
        "claimed_by": this_process(),
        "next_try_at": at + HOLD,
    }
    if not changed_one(taken.values(values)):
        return None
    return letter_of(db.session.get_one(OutboxMessage, message_id), secret_key())


def mark_sent(*, message_id: int, at: datetime) -> None:
    """It is with the mail server: its address and words are not needed here any more."""
    held = _held(message_id)
    values = {"state": MessageState.SENT, "sent_at": at, "to_locked": "", "body_locked": ""}
    db.session.execute(held.values(**values, stop_link_locked=None, claimed_by=None, last_problem=None))


def mark_not_sent(*, message_id: int, problem: str, for_ever: bool, at: datetime) -> None:
    """Wait for the next try, or give up: after two days, or when the server says it is of no use."""
    message = db.session.get_one(OutboxMessage, message_id, populate_existing=True)
    _put_off(message, problem, message.tries, for_ever=for_ever, at=at)


def put_off(*, message_ids: list[int], problem: str, at: datetime) -> None:
    """The server was not there: every message that was due has used up one try."""
    for message_id in message_ids:
        message = db.session.get_one(OutboxMessage, message_id, populate_existing=True)
        if message.state == MessageState.WAITING and message.next_try_at <= at:
            message.tries += 1
            _put_off(message, problem, message.tries, for_ever=False, at=at)


def _put_off(message: OutboxMessage, problem: str, tries: int, *, for_ever: bool, at: datetime) -> None:
    over = for_ever or tries > len(BACK_OFF)
    message.state = MessageState.FAILED if over else MessageState.WAITING
    message.next_try_at = at if over else at + BACK_OFF[tries - 1]
    message.claimed_by, message.last_problem = None, problem
    db.session.flush()


def take_up(*, message_id: int, claimed_by: str | None, at: datetime) -> None:
    """Let a message go that a killed worker held, to be tried again now."""
    left = _held(message_id).where(OutboxMessage.claimed_by == claimed_by)
    db.session.execute(left.values(state=MessageState.WAITING, next_try_at=at, claimed_by=None))


def try_again(*, message: OutboxMessage, by: int, at: datetime) -> None:
    """Start over with a message that had failed. Refuses one that has not."""
    if message.state != MessageState.FAILED:
        raise RuleBroken("This message does not need another try.")
    message.state, message.tries, message.next_try_at = MessageState.WAITING, 0, at
    audit.record(
        act="tried a message again", by=by, area=message.area_id, at=at, subject=("message", message.id)
    )
    bell.ring_after_commit(STEP)


def take_back(*, once_key: str) -> None:
    """Remove a message that has not left yet; one that has stays as it is."""
    still_here = OutboxMessage.state.in_([MessageState.WAITING, MessageState.FAILED])
    db.session.execute(delete(OutboxMessage).where(OutboxMessage.once_key == once_key, still_here))


def forget_old(*, at: datetime) -> list[int]:
    """Delete sent and failed messages older than ninety days; returns their ids."""
    over = OutboxMessage.state.in_([MessageState.SENT, MessageState.FAILED])
    old = delete(OutboxMessage).where(over, OutboxMessage.made_at < at - KEPT)
    return list(db.session.scalars(old.returning(OutboxMessage.id)))


def _held(message_id: int) -> Update:
    return update(OutboxMessage).where(
        OutboxMessage.id == message_id, OutboxMessage.state == MessageState.SENDING
    )
