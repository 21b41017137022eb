"""A house full of people and things: the tiny demonstration and more, planted once for each test worker."""

import os
from collections.abc import Iterator

import flask
import pytest

from portal.demo.plant import TINY, plant_everything
from tests.demonstration import copy_of, made_once, plant
from tests.deployment import Deployment
from tests.house.planted import Planted, plant_house


@pytest.fixture(scope="session")
def _full_house(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[tuple[Deployment, Planted]]:
    deployment = _demonstration(tmp_path_factory, worker_id)
    planted = plant_house(deployment)
    deployment.keep_as_template()
    yield deployment, planted
    deployment.remove()


def _demonstration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Deployment:
    """The tiny demonstration: on SQLite a copy of the one that the browser tests use too."""
    own, name = tmp_path_factory.mktemp("house"), f"{worker_id}_house"
    if not os.environ.get("PORTAL_TEST_POSTGRES"):
        base = tmp_path_factory.getbasetemp()
        shared = base if worker_id == "master" else base.parent
        return copy_of(made_once(shared / "browser" / "planted", plant), own, name)
    deployment = Deployment(own, name)
    deployment.migrate()
    with deployment.app.app_context():
        plant_everything(TINY)
    return deployment


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
