"""The two people who key a pile of paper."""

import flask
import pytest

from tests.signing_in import plant


@pytest.fixture
def ann(app: flask.Flask) -> int:
    """Who keys first."""
    return plant("data entry").id


@pytest.fixture
def ben(app: flask.Flask) -> int:
    """Who keys second."""
    return plant("officer").id
