"""A real browser for the components: pages are answered from memory, so that nothing needs a server."""

import mimetypes
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.components.surroundings import ROOT

HOME = "http://portal.test"
BUILD = ROOT / "static" / "build"


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
