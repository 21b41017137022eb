"""The live portal, the album of all its pages, and people with browsers."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.album import Album, opened
from tests.browser.crawl import crawl_everything
from tests.browser.people import Someone
from tests.browser.site import copy_of, made_once, plant, serving
from tests.deployment import Deployment


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all test workers of this run share."""
    if os.environ.get("PORTAL_TEST_POSTGRES"):
        pytest.skip("The browser tests run on SQLite only.")
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "browser"


@pytest.fixture(scope="session")
def planted(shared: Path) -> Path:
    """A folder with the tiny demonstration, planted once."""
    return made_once(shared / "planted", plant)


@pytest.fixture(scope="session")
def album(shared: Path, planted: Path) -> Album:
    """Every page of the portal, crawled once."""
    return opened(made_once(shared / "pages", lambda folder: crawl_everything(planted, folder)))


@pytest.fixture(scope="session")
def live(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Deployment, str]]:
    """The portal served by the real server over a database of its own, and its address."""
    deployment = copy_of(planted, tmp_path_factory.mktemp("live"))
    with serving(deployment) as address:
        yield deployment, address
    deployment.remove()


@pytest.fixture
def site(live: tuple[Deployment, str]) -> str:
    """The address of the live portal."""
    return live[1]


@pytest.fixture
def someone(browser: Browser, site: str) -> Iterator[Callable[..., Someone]]:
    """Makes people with a browser each; at the end nothing may have gone wrong in any of them."""
    here: list[Someone] = []

    def come(**how: object) -> Someone:
        here.append(Someone(browser, site, **how))
        return here[-1]

    yield come
    problems = [problem for person in here for problem in person.leave()]
    assert problems == []
