"""The worker's step that sends what is due: claim, hand over, write the journal, mark as sent.

Nothing slow happens inside a transaction. Each message is claimed by a conditional update and
committed before it leaves, so that two workers never send the same one.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import flask

from portal.core.db import reading, transaction
from portal.core.deployment import secret_key
from portal.core.outbox import actions, queries
from portal.core.outbox.journal import Journal
from portal.core.outbox.letter import message_id_of
from portal.core.outbox.models import OutboxMessage
from portal.core.outbox.notify import GovernmentNotify
from portal.core.outbox.problems import NotReached, NotTaken
from portal.core.outbox.senders import HandOver, MailFolder, MailServer, mail_server
from portal.core.processes import has_ended


@dataclass(frozen=True)
class PostOffice:
    """Where this deployment's mails go, and its journal."""

    sender: MailServer | MailFolder | GovernmentNotify
    journal: Journal

    @property
    def folder(self) -> MailFolder | None:
        """The folder that staff can read, None where a mail server takes the messages."""
        return self.sender if isinstance(self.sender, MailFolder) else None


def post_office() -> PostOffice:
    """The post office of the running app."""
    found = flask.current_app.extensions["post_office"]
    assert isinstance(found, PostOffice)  # noqa: S101 - narrows the type of a registry we fill
    return found


def send_due(at: datetime) -> int:
    """Send every message that is due; returns how many left. A server that is down stops the round."""
    sent = 0
    take_up_left(at)
    if ids := _due(at):
        try:
            with post_office().sender.connected() as hand_over:
                while due := _due(at, connected=True):
                    sent += sum(_send(hand_over, message_id, at) for message_id in due)
        except NotReached as problem:
            with transaction():
                actions.put_off(message_ids=ids, problem=str(problem), at=at)
    return sent


def _due(at: datetime, *, connected: bool = False) -> list[int]:
    with reading():
        return queries.due_ids(at, connected=connected)


def _send(hand_over: HandOver, message_id: int, at: datetime) -> bool:
    with transaction():
        letter = actions.claim(message_id=message_id, at=at)
    if letter is None:
        return False
    try:
        hand_over(letter)
    except NotReached as problem:
        _not_sent(message_id, str(problem), at)
        raise
    except NotTaken as problem:
        return _not_sent(message_id, str(problem), at, for_ever=problem.for_ever)
    except Exception as problem:  # one odd message must not hold up all the others
        return _not_sent(message_id, f"error: {type(problem).__name__}", at)
    post_office().journal.write(letter.message_id)
    with transaction():
        actions.mark_sent(message_id=message_id, at=at)
    return True


def _not_sent(message_id: int, problem: str, at: datetime, *, for_ever: bool = False) -> bool:
    with transaction():
        actions.mark_not_sent(message_id=message_id, problem=problem, for_ever=for_ever, at=at)
    return False


def take_up_left(at: datetime) -> None:
    """Messages that a killed worker held: those in the journal are sent, the others are tried again.

    Only between the server's yes and the journal's line can a kill send one twice, with the same
    Message-ID (docs/decisions.md).
    """
    with reading():
        left = [_Left(message) for message in queries.held() if _is_left(message, at)]
    for one in left:
        with transaction():
            if post_office().journal.holds(one.journal_name):
                actions.mark_sent(message_id=one.id, at=at)
            else:
                actions.take_up(message_id=one.id, claimed_by=one.claimed_by, at=at)


class _Left:
    def __init__(self, message: OutboxMessage) -> None:
        self.id, self.claimed_by = message.id, message.claimed_by
        self.journal_name = message_id_of(message, secret_key())


def _is_left(message: OutboxMessage, at: datetime) -> bool:
    return message.next_try_at <= at or has_ended(message.claimed_by or "")


def forget_old(at: datetime) -> int:
    """Each day: remove old messages, and empty the journal when no worker holds a message."""
    office = post_office()
    with transaction():
        ids = actions.forget_old(at=at)
        if not queries.held():
            office.journal.empty()
    for message_id in ids:
        if office.folder:
            office.folder.forget(message_id)
    return len(ids)


def init_app(
    app: flask.Flask,
    *,
    smtp_url: str,
    mail_from: str,
    folder: Path,
    notify: GovernmentNotify | None = None,
) -> None:
    """Open the post office; refuses (ValueError) a mail server's address that cannot be read."""
    sender: MailServer | MailFolder | GovernmentNotify = MailFolder(mail_from or "portal@localhost", folder)
    if notify is not None:
        sender = notify
    elif smtp_url:
        sender = mail_server(smtp_url, mail_from)
    app.extensions["post_office"] = PostOffice(sender, Journal(folder / "handed-over.txt"))
