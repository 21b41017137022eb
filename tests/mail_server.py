"""A real mail server on this machine, which keeps what it gets and can be made to misbehave."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers import free_port

YES = "250 OK"


@dataclass
class MailServer:
    """What arrived, and what to answer. `on_recipient` and `on_data` run before the server answers."""

    port: int
    received: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    after_data: str = YES
    on_recipient: Callable[[str], None] | None = None
    on_data: Callable[[EmailMessage], None] | None = None

    @property
    def url(self) -> str:
        """The setting that leads here."""
        return f"smtp://127.0.0.1:{self.port}?tls=no"

    @property
    def recipients(self) -> list[str]:
        """Who got a message, in the order of arrival."""
        return [str(mail["To"]) for mail in self.received]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Answer for one recipient."""
        if self.on_recipient:
            self.on_recipient(address)
        envelope.rcpt_tos.append(address)
        return self.answers.get(address, YES)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a whole message."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.received.append(mail)
        if self.on_data:
            self.on_data(mail)
        return self.after_data

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take mail for as long as the block runs."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()


def mail_server_here() -> MailServer:
    """A server on a port nobody uses; it takes nothing until it is listening."""
    return MailServer(free_port())
