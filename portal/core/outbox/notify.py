"""E-mails and text messages through GOV.UK Notify: the extra `notify`, for areas whose council uses it.

The area makes two templates there: an e-mail whose subject is ((subject)) and whose body is ((body)), and a
text message that is ((body)). What we send carries our own number as its reference.
"""

import importlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from portal.core.outbox.letter import Letter
from portal.core.outbox.problems import NotReached, NotTaken
from portal.core.outbox.senders import HandOver

ADDRESS = "https://api.notifications.service.gov.uk"
SECONDS = 20
TOO_MANY = 429
NOBODY_THERE = 503  # what the library says when nothing answered


@dataclass(frozen=True)
class GovernmentNotify:
    """GOV.UK Notify with an area's key and its two templates; without `text_template` no texts are sent."""

    key: str = field(repr=False)
    email_template: str
    text_template: str = ""
    address: str = ADDRESS

    @contextmanager
    def connected(self) -> Iterator[HandOver]:
        """A client for several letters. Raises RuntimeError without the extra."""
        try:
            library = importlib.import_module("notifications_python_client")
        except ImportError:
            raise RuntimeError("the extra notify is not installed") from None
        # its log lines hold what was refused, which can be somebody's address
        logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)
        client = library.NotificationsAPIClient(self.key, base_url=self.address, timeout=SECONDS)
        try:
            yield lambda letter: self._hand_over(client, letter)
        finally:
            client.request_session.close()

    def _hand_over(self, client: Any, letter: Letter) -> None:
        problems = importlib.import_module("notifications_python_client.errors")
        try:
            if letter.is_text:
                self._send_text(client, letter)
            else:
                self._send_email(client, letter)
        except problems.HTTPError as refused:
            code = int(refused.status_code)
            if code in {TOO_MANY, NOBODY_THERE}:
                raise NotReached(refused) from None
            # a wrong key or template (403, 404) is our own setting: someone will put it right
            raise NotTaken(code, for_ever=code == 400) from None

    def _send_email(self, client: Any, letter: Letter) -> None:
        client.send_email_notification(
            email_address=letter.to,
            template_id=self.email_template,
            personalisation={"subject": letter.subject, "body": letter.body},
            reference=letter.message_id,
            one_click_unsubscribe_url=letter.stop_link,
        )

    def _send_text(self, client: Any, letter: Letter) -> None:
        if not self.text_template:
            raise NotTaken(400, for_ever=True)
        client.send_sms_notification(
            phone_number=letter.to,
            template_id=self.text_template,
            personalisation={"body": letter.body},
            reference=letter.message_id,
        )


def by_settings(key: str, email_template: str, text_template: str) -> GovernmentNotify | None:
    """GOV.UK Notify where a deployment has a key for it, else None."""
    return GovernmentNotify(key, email_template, text_template) if key else None
