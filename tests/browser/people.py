"""A person with a phone: one browser context that talks to our server only and notes what goes wrong."""

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}


class Someone:
    """`page` is the tab they look at; `how` goes to the browser context (java_script_enabled=False)."""

    def __init__(self, browser: Browser, site: str, **how: Any) -> None:
        how.setdefault("viewport", PHONE)
        self.site = site
        self.context = browser.new_context(base_url=site, **how)
        self.wrong: list[str] = []
        # watched, not routed: routing would switch the browser's cache off
        self.context.on("request", self._only_ours)
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        """One more tab of the same browser; what its console says against us is noted."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("console", self._listen)
        page.on("response", self._look)
        return page

    def open(self, path: str) -> Page:
        """Open an address of the portal in the tab."""
        self.page.goto(path)
        return self.page

    def press(self, words: str) -> None:
        """Press the button or the link with exactly these words, and wait for the next page."""
        named = [self.page.get_by_role(role, name=words, exact=True) for role in ("button", "link")]
        self.follow(named[0].or_(named[1]).first)

    def follow(self, way: Locator) -> None:
        """Press this button or link, and wait for the next page: a click alone does not."""
        with self.page.expect_navigation():
            way.click()

    def press_continue(self) -> None:
        """Send the question that is open."""
        with self.page.expect_navigation():
            self.page.click("#continue")

    @property
    def path(self) -> str:
        """Where they are."""
        return self.page.url.removeprefix(self.site)

    @property
    def heading(self) -> str:
        """The words of the page's h1."""
        return self.page.locator("h1").inner_text()

    def leave(self) -> list[str]:
        """Close the browser; what went wrong while it was open."""
        self.context.close()
        return self.wrong

    def _only_ours(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.wrong.append(f"asked for {request.url}")

    def _listen(self, said: ConsoleMessage) -> None:
        # a refused form is an answer of ours; the console calls it a failure
        if said.type == "error" and "status of 422" not in said.text:
            self.wrong.append(f"console: {said.text}")

    def _look(self, response: Response) -> None:
        if response.status >= 400 and response.status != 422:
            self.wrong.append(f"{response.status} at {response.url}")
