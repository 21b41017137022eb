"""Where messages go: a mail server, or without one a folder that staff can read."""

import os
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from portal.core.outbox.letter import Letter
from portal.core.outbox.problems import NotReached, NotTaken

HandOver = Callable[[Letter], None]
SECONDS = 20
TLS = ("starttls", "yes", "no")


class Sender(Protocol):
    """Takes letters: raises NotReached or NotTaken when it does not."""

    def connected(self) -> AbstractContextManager[HandOver]:
        """A connection for several letters."""


@dataclass(frozen=True)
class MailServer:
    """A mail server: `tls` is starttls, yes (from the first byte) or no (a server on this machine)."""

    sender: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = "starttls"

    @contextmanager
    def connected(self) -> Iterator[HandOver]:
        """Connect, and let go politely. A failure to connect or sign in is NotReached."""
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as problem:
            raise NotReached(problem) from None
        try:
            yield lambda letter: self._hand_over(server, letter)
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        trusted = ssl.create_default_context()
        if self.tls == "yes":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=trusted)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            if self.tls == "starttls":
                server.starttls(context=trusted)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, letter: Letter) -> None:
        if letter.is_text:
            raise NotTaken(550, for_ever=True)
        try:
            server.send_message(letter.as_email(self.sender), self.sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as refused:
            code = refused.recipients[letter.to][0]
            raise NotTaken(code, for_ever=code >= 500) from None
        except smtplib.SMTPSenderRefused as refused:
            # the sender is our own setting: someone will put it right
            raise NotTaken(refused.smtp_code, for_ever=False) from None
        except smtplib.SMTPResponseException as refused:
            raise NotTaken(refused.smtp_code, for_ever=refused.smtp_code >= 500) from None
        except (OSError, smtplib.SMTPException) as problem:
            raise NotReached(problem) from None


@dataclass(frozen=True)
class MailFolder:
    """A folder with one file a message, for a trial without a mail server."""

    sender: str
    folder: Path

    @contextmanager
    def connected(self) -> Iterator[HandOver]:
        """Make the folder, for this user's eyes only."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise NotReached(problem) from None
        yield self._write

    def _write(self, letter: Letter) -> None:
        beside = self.folder / f"{letter.id}.part"
        try:
            file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(file, "wb") as opened:
                opened.write(letter.as_email(self.sender).as_bytes())
                opened.flush()
                os.fsync(opened.fileno())
            beside.replace(self._file(letter.id))
        except OSError as problem:
            raise NotReached(problem) from None

    def read(self, message_id: int) -> str | None:
        """The words of a message in the folder, None when it is not there (any more)."""
        path = self._file(message_id)
        if not path.exists():
            return None
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        return str(mail.get_content())

    def forget(self, message_id: int) -> None:
        """Remove the file of a message."""
        self._file(message_id).unlink(missing_ok=True)

    def _file(self, message_id: int) -> Path:
        return self.folder / f"{message_id}.eml"


def mail_server(url: str, sender: str) -> MailServer:
    """The server at smtp://user:password@host:port?tls=starttls; refuses (ValueError) another shape."""
    parts = urlsplit(url)
    tls = parse_qs(parts.query).get("tls", ["starttls"])[-1]
    if parts.scheme != "smtp" or not parts.hostname or tls not in TLS:
        raise ValueError("PORTAL_SMTP_URL must look like smtp://user:password@host:587?tls=starttls")
    if "@" not in sender:
        raise ValueError("PORTAL_MAIL_FROM must be the address that mails come from.")
    port = parts.port or {"starttls": 587, "yes": 465, "no": 25}[tls]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(sender, parts.hostname, port, user, password, tls)
