"""GOV.UK Notify: e-mails and texts leave by its own client, against a server that speaks its API."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import flask
import jwt
import pytest

from portal.core import clock
from portal.core.outbox.delivery import PostOffice, send_due
from portal.core.outbox.journal import Journal
from portal.core.outbox.models import MessageState
from portal.core.outbox.notify import GovernmentNotify
from tests.core.outbox.posting import WORDS, outbox, posted, states

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
ONE, MOBILE = "one@example.org", "07700 900123"


class Notify(ThreadingHTTPServer):
    """Keeps what was sent to it with a good token, and answers as it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.status = 201

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """One message."""
        assert isinstance(self.server, Notify)
        token = self.headers["Authorization"].removeprefix("Bearer ")
        assert jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status == 201:
            self.server.got.append((self.path, body))
        answer = b'{"errors": [{"error": "ValidationError", "message": "one@example.org is no address"}]}'
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def notify(app: flask.Flask, tmp_path: Path) -> Iterator[Notify]:
    """The app, with GOV.UK Notify in place of its folder."""
    before = app.extensions["post_office"]
    server = Notify()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    sender = GovernmentNotify(f"team-{SERVICE}-{SECRET}", "for-mails", "for-texts", server.address)
    app.extensions["post_office"] = PostOffice(sender, Journal(tmp_path / "handed-over.txt"))
    yield server
    app.extensions["post_office"] = before
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_email_goes_out_by_the_areas_template_once(notify: Notify) -> None:
    posted(ONE)
    assert (send_due(clock.now()), send_due(clock.now())) == (1, 0)
    ((path, sent),) = notify.got
    assert path == "/v2/notifications/email"
    assert (sent["email_address"], sent["template_id"]) == (ONE, "for-mails")
    assert sent["personalisation"] == {"subject": "A list for you", "body": WORDS}
    assert sent["reference"]
    assert states() == [MessageState.SENT]


def test_a_text_message_goes_to_a_mobile_number_in_one_spelling(notify: Notify) -> None:
    posted(MOBILE)
    send_due(clock.now())
    ((path, sent),) = notify.got
    assert path == "/v2/notifications/sms"
    assert (sent["phone_number"], sent["template_id"]) == ("+447700900123", "for-texts")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (400, MessageState.FAILED),
        (403, MessageState.WAITING),
        (429, MessageState.WAITING),
        (500, MessageState.WAITING),
        (503, MessageState.WAITING),
    ],
)
def test_what_is_refused_waits_or_fails_and_its_address_is_nowhere_in_the_log(
    notify: Notify, caplog: pytest.LogCaptureFixture, status: int, state: MessageState
) -> None:
    notify.status = status
    posted(ONE)
    assert send_due(clock.now()) == 0
    assert states() == [state]
    assert ONE not in caplog.text
    assert ONE not in str(outbox()[0].last_problem)


def test_without_a_telephone_template_a_text_fails_and_holds_up_nobody(notify: Notify) -> None:
    office = flask.current_app.extensions["post_office"]
    sender = GovernmentNotify(f"team-{SERVICE}-{SECRET}", "for-mails", "", notify.address)
    flask.current_app.extensions["post_office"] = PostOffice(sender, office.journal)
    posted(MOBILE, ONE)
    assert send_due(clock.now()) == 1
    assert states() == [MessageState.FAILED, MessageState.SENT]


def test_what_is_neither_an_address_nor_a_mobile_is_not_queued(notify: Notify) -> None:
    for wrong in ("", "07700", "0151 496 0000", "one@", "+33612345678"):
        with pytest.raises(ValueError, match="one mobile number"):
            posted(wrong)
