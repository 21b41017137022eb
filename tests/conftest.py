"""What every test may ask for: the app over a fresh database, and the checked client."""

from collections.abc import Iterator

import flask
import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from portal.areas.actions import load_shipped_areas
from portal.core import clock
from portal.core.db import transaction
from portal.strategies.actions import load_strategies
from tests.checked_client import CheckedClient
from tests.chromium import a_browser
from tests.deployment import Deployment
from tests.planting import plant_surveys
from tests.serving import start

# the same examples every run, and no clock: a busy machine is not a broken rule
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for no deployment needs no database: one run of it is enough."""
    for item in items:
        if "deployment" not in getattr(item, "fixturenames", ()):
            item.add_marker("pure")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was measured, from whatever worker it came."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    figures = [value for one in reports for name, value in getattr(one, "user_properties", ())]
    for figure in sorted({str(figure) for figure in figures}):
        terminalreporter.write_line(figure)


@pytest.fixture(scope="session")
def deployment(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Deployment]:
    """One app and one migrated, planted database for each test worker."""
    deployment = Deployment(tmp_path_factory.mktemp("portal"), worker_id)
    deployment.migrate()
    with deployment.app.app_context(), transaction():
        load_shipped_areas()
        load_strategies(by=None, at=clock.now())
        plant_surveys(clock.now())
    deployment.keep_as_template()
    yield deployment
    deployment.remove()


@pytest.fixture
def app(deployment: Deployment) -> Iterator[flask.Flask]:
    """The app over a fresh copy of the planted database, with its context pushed."""
    deployment.restore()
    with deployment.app.app_context():
        yield deployment.app


@pytest.fixture
def address(deployment: Deployment) -> Iterator[str]:
    """The real server, in two processes, over a fresh database, which is open to the test as well."""
    deployment.restore()
    server = start(deployment, workers=2, threads=4)
    with deployment.app.app_context():
        yield server.address
    server.stop()
    deployment.written_by_others()


@pytest.fixture
def client(app: flask.Flask) -> CheckedClient:
    """A browser without JavaScript whose every page is checked."""
    return CheckedClient(app)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of a worker."""
    with a_browser() as browser:
        yield browser
