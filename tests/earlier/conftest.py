"""An officer who brings files."""

import flask
import pytest

from tests.checked_client import CheckedClient
from tests.signing_in import sign_in


@pytest.fixture
def officer(app: flask.Flask) -> CheckedClient:
    """A browser in which an officer is signed in."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client
