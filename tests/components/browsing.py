"""A real browser for the components: pages are answered from memory, so that nothing needs a server."""

import mimetypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.components.surroundings import ROOT

HOME = "http://portal.test"
BUILD = ROOT / "static" / "build"
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where Chromium is; without one the test is left out, or fails where nothing may be."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sentence = "There is no Chromium on this machine: the browser tests are left out."
        if os.environ.get("PORTAL_TESTS_NEED_EVERYTHING"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A headless Chromium for as long as the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()


class Screen:
    """One person's browser: pages by path, each a string; built files come from the build."""

    def __init__(self, browser: Browser, **how: Any) -> None:
        how.setdefault("viewport", {"width": 360, "height": 740})
        self.context: BrowserContext = browser.new_context(**how)
        self.pages: dict[str, str] = {}
        self.sent: list[str] = []
        self.wrong: list[str] = []
        self.context.route("**/*", self._answer)

    def open(self, path: str, html: str | None = None) -> Page:
        """Show a page at a path; what its script complains about is collected in `wrong`."""
        if html is not None:
            self.pages[path] = html
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        page.goto(HOME + path)
        return page

    def close(self) -> None:
        """End this person's visit."""
        self.context.close()

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOME).split("?")[0]
        if route.request.method == "POST":
            self.sent.append(route.request.post_data or "")
        if path.startswith("/static/"):
            file = BUILD / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "text/plain"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif path in self.pages:
            route.fulfill(body=self.pages[path], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="", content_type="text/html")
