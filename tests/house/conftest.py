"""A house full of people and things: the tiny demonstration and more, planted once for each test worker."""

from collections.abc import Iterator

import flask
import pytest

from tests.deployment import Deployment
from tests.house.planted import Planted, plant_house


@pytest.fixture(scope="session")
def _full_house(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[tuple[Deployment, Planted]]:
    deployment = Deployment(tmp_path_factory.mktemp("house"), f"{worker_id}_house")
    deployment.migrate()
    planted = plant_house(deployment)
    deployment.keep_as_template()
    yield deployment, planted
    deployment.remove()


@pytest.fixture
def planted(_full_house: tuple[Deployment, Planted]) -> Planted:
    """What was planted, to fill addresses with."""
    return _full_house[1]


@pytest.fixture
def house(_full_house: tuple[Deployment, Planted]) -> Iterator[flask.Flask]:
    """The app over a fresh copy of the full house, with its context pushed."""
    deployment = _full_house[0]
    deployment.restore()
    with deployment.app.app_context():
        yield deployment.app


@pytest.fixture
def deployed(deployment: Deployment) -> flask.Flask:
    """The app for a look at its parts: nothing is restored, so nothing may be changed."""
    return deployment.app
