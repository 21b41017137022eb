"""What tests of the core may ask for: an app with odd views over the worker's database."""

from collections.abc import Iterator

import flask
import pytest

from portal.core.db import db
from tests.core import laboratory as odd_views
from tests.deployment import Deployment


@pytest.fixture(scope="session")
def _laboratory(deployment: Deployment) -> flask.Flask:
    return odd_views.build(deployment)


@pytest.fixture
def laboratory(_laboratory: flask.Flask, app: flask.Flask, deployment: Deployment) -> Iterator[flask.Flask]:
    """The app with odd views over a fresh database; errors show as they do for families."""
    deployment.written_by_others()
    yield _laboratory
    with _laboratory.app_context():
        db.session.remove()
        db.engine.dispose()
