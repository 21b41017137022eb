"""Shows the pages of the album in Chromium again, as they came, with everything they load."""

import io
import mimetypes
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from config import ROOT
from tests.browser.album import Album, Visit
from tests.browser.people import PHONE

HOME = "http://127.0.0.1"
BUILD = ROOT / "static" / "build"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# WCAG up to 2.2, the enhanced contrast of the design language, and axe's own advice
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Screen:
    """A browser that gets saved pages with their status and content security policy."""

    def __init__(self, browser: Browser, album: Album) -> None:
        self.album = album
        self.context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
        self.context.route("**/*", self._answer)
        self.visit: Visit | None = None
        self.wrong: list[str] = []
        self.page = self.context.new_page()
        self.devtools = self.context.new_cdp_session(self.page)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("console", self._listen)

    def show(self, visit: Visit, width: int = 360, height: int = 740) -> Page:
        """A page of the album on a screen of this size."""
        self.visit = visit
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(HOME + visit.path)
        return self.page

    def make_words(self, *, times: int) -> None:
        """Set the size of words as a reader does in the browser's settings."""
        sizes = {"standard": 16 * times, "fixed": 13 * times}
        self.devtools.send("Page.setFontSizes", {"fontSizes": sizes})

    def close(self) -> None:
        """End the visit."""
        self.context.close()

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        wanted = self.visit
        assert wanted is not None
        if path.startswith("/static/"):
            file = BUILD / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "text/plain"
            route.fulfill(body=file.read_bytes(), content_type=kind)
            return
        if path.endswith(".webp"):
            # the album keeps words only: an area's own picture is shown as a plain one of its kind
            route.fulfill(body=plain_picture(), content_type="image/webp")
            return
        if path.endswith("/stream/"):
            # what a screen in a hall hears does not come from an album
            route.fulfill(status=204)
            return
        if path != urlsplit(wanted.path).path:
            wanted = self.album.answer_to(path)
        route.fulfill(
            status=wanted.status,
            body=self.album.body(wanted),
            headers={
                "Content-Type": f"{wanted.kind}; charset=utf-8",
                "Content-Security-Policy": wanted.policy,
            },
        )

    def _listen(self, said: ConsoleMessage) -> None:
        # a refused form and an error page are shown on purpose; the console calls them failures
        if said.type == "error" and "the server responded with a status of" not in said.text:
            self.wrong.append(said.text)


@cache
def plain_picture() -> bytes:
    """A WebP of one colour."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(made, "WEBP")
    return made.getvalue()


def complaints(page: Page) -> list[str]:
    """What axe has to say, one line for each place."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8"))
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    assert result["passes"], "axe did not look"
    return [
        f"{found['id']}: {node['html'][:120]}" for found in result["violations"] for node in found["nodes"]
    ]


def over_the_edge(page: Page) -> int:
    """By how many pixels a reader would have to scroll sideways."""
    return int(page.evaluate(TOO_WIDE))
