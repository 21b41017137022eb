"""The app whose mails go to a real mail server on this machine."""

from collections.abc import Iterator
from pathlib import Path

import flask
import pytest

from portal.core.outbox.delivery import PostOffice
from portal.core.outbox.journal import Journal
from portal.core.outbox.senders import mail_server
from tests.mail_server import MailServer, mail_server_here


@pytest.fixture
def server() -> MailServer:
    """A mail server that is not listening yet."""
    return mail_server_here()


@pytest.fixture
def mailing(app: flask.Flask, server: MailServer, tmp_path: Path) -> Iterator[flask.Flask]:
    """The app, with the mail server in place of its folder."""
    before = app.extensions["post_office"]
    app.extensions["post_office"] = PostOffice(
        mail_server(server.url, "portal@example.org"), Journal(tmp_path / "handed-over.txt")
    )
    yield app
    app.extensions["post_office"] = before
