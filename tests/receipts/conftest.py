"""The mail server and the app that sends to it, as the tests of the outbox have them."""

from tests.core.outbox.conftest import mailing, server

__all__ = ["mailing", "server"]
