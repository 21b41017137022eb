"""A headless Chromium for tests; without one they are left out with a plain sentence."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

# the shell first: the same engine without a window, which makes a new visitor in a quarter of the time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # no name is looked up: nothing outside this machine can be reached by mistake
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def program(*names: str) -> str:
    """Where the first of these is; with none the test is left out, or fails where nothing may be."""
    for name in names:
        if found := shutil.which(name):
            return found
    sentence = f"There is no {names[0]} on this machine: the tests that need it are left out."
    if os.environ.get("PORTAL_TESTS_NEED_EVERYTHING"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A headless Chromium for as long as the block runs."""
    where = program(*NAMES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=QUIET)
        yield browser
        browser.close()
