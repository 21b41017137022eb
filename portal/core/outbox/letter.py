"""One e-mail as it goes out, the same each time it is tried."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from portal.core import keys
from portal.core.outbox.models import OutboxMessage

PURPOSE = "outbox"


@dataclass(frozen=True)
class Letter:
    """A message unlocked. `message_id` stays the same at every try, so that mailboxes see a double."""

    id: int
    message_id: str
    to: str
    subject: str
    body: str
    made_at: datetime
    stop_link: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether it goes to a telephone and not to a mailbox."""
        return "@" not in self.to

    def as_email(self, sender: str) -> EmailMessage:
        """The e-mail: plain text, no pictures, nothing that tells us whether it was read."""
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = sender, self.to, self.subject
        mail["Date"] = self.made_at
        mail["Message-ID"] = f"<{self.message_id}@{sender.rpartition('@')[2].strip('> ') or 'localhost'}>"
        mail["Auto-Submitted"] = "auto-generated"
        if self.stop_link:
            mail["List-Unsubscribe"] = f"<{self.stop_link}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(self.body, cte="quoted-printable")
        return mail


def lock(text: str, secret_key: str) -> str:
    """Text that only the worker needs to read."""
    return keys.encrypt(keys.derive(secret_key, PURPOSE), text)


def letter_of(message: OutboxMessage, secret_key: str) -> Letter:
    """Unlock a message that is not sent yet."""
    key = keys.derive(secret_key, PURPOSE)
    return Letter(
        id=message.id,
        message_id=message_id_of(message, secret_key),
        to=keys.decrypt(key, message.to_locked) or "",
        subject=message.subject,
        body=keys.decrypt(key, message.body_locked) or "",
        made_at=message.made_at,
        stop_link=keys.decrypt(key, message.stop_link_locked) if message.stop_link_locked else None,
    )


def message_id_of(message: OutboxMessage, secret_key: str) -> str:
    """The first part of its Message-ID; the moment is in it because a new database counts from 1 again."""
    key = keys.derive(secret_key, "message ids")
    return keys.keyed_hash(key, f"{message.id} {message.made_at.isoformat()}")[:32]
