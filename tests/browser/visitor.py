"""Someone who walks through the portal without a screen: follows links, fills forms, keeps every page."""

import re
from collections import Counter, deque
from typing import Any
from urllib.parse import urljoin, urlsplit

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.browser.album import Album, Visit
from tests.checked_client import CheckedClient, field_value
from tests.page_rules import Page

# a few pages stand for the many addresses that differ only in their filters or in the row they show
QUERIES_A_PAGE = 2
QUERIES_A_VIEW = 10
ROWS_A_VIEW = 20
NUMBERED = re.compile(r"/\d+/|/staff/measures/")
FINE = {200, 302, 303}
# links that change how all pages are read from then on: tests/browser/reading_states.py follows them
SWITCH = re.compile(r"\?(?:easy|language)=")


class Visitor(CheckedClient):
    """A checked client that keeps each answer in an album."""

    def __init__(self, app: flask.Flask, album: Album, who: str, mode: str = "standard") -> None:
        super().__init__(app)
        self.album = album
        self.who = who
        self.mode = mode
        self.been: set[str] = set()
        self.queries: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()
        self.latest = ("", "")

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request, check the page that comes back, and keep it."""
        path, method = str(args[0]), str(kwargs.get("method", "GET"))
        templates: list[str] = []

        def note(_app: flask.Flask, template: Any, **_context: Any) -> None:
            templates.append(str(template.name))

        with flask.template_rendered.connected_to(note, self.application):
            try:
                response = super().open(*args, **kwargs)
            except AssertionError as wrong:
                wrong.add_note(f"{self.who} at {method} {path}")
                raise
        self._keep(response, method, path, templates)
        if response.mimetype == "text/html" and response.status_code in {200, 422}:
            self.latest = (path, response.get_data(as_text=True))
        return response

    def token(self, path: str) -> str:
        """The form token of a page; the page that is open already is not loaded again."""
        open_path, page = self.latest
        return field_value(page, "csrf_token") if open_path == path else super().token(path)

    def _keep(self, response: TestResponse, method: str, path: str, templates: list[str]) -> None:
        # the body of a redirect is the framework's, and nobody sees it
        kind = "redirect" if response.location else response.mimetype or ""
        visit = Visit(
            self.who,
            self.mode,
            method,
            path,
            response.status_code,
            kind,
            list(reversed(templates)),
            self.album.next_file(kind),
            response.headers.get("Content-Security-Policy", ""),
        )
        self.album.keep(visit, response.get_data())

    def page(self, path: str, status: int = 200) -> str:
        """Open a page that must come with this status."""
        response = self.get(path)
        assert response.status_code == status, f"{self.who}: {path} is {response.status_code}"
        return response.get_data(as_text=True)

    def post_form(self, path: str, status: int, /, at: str | None = None, **fields: Any) -> TestResponse:
        """Send a form, which must end with this status."""
        response = self.send(path, at, **fields)
        assert response.status_code == status, f"{self.who}: POST {path} is {response.status_code}"
        return response

    def crawl(self, *starts: str, only: str = ".") -> None:
        """Open every page that can be reached by links from these, where the path matches `only`."""
        waiting = deque(starts)
        while waiting:
            address = waiting.popleft()
            if not re.search(only, urlsplit(address).path) or not self._is_new(address):
                continue
            response = self.get(address)
            assert response.status_code in FINE, f"{self.who}: {address} is {response.status_code}"
            waiting.extend(links_of(address, response))

    def _is_new(self, address: str) -> bool:
        parts = urlsplit(address)
        if address in self.been or parts.path.startswith("/static/"):
            return False
        self.been.add(address)
        view = self._view_of(parts.path)
        if NUMBERED.search(parts.path):
            self.rows.update([view])
            if self.rows[view] > ROWS_A_VIEW:
                return False
        if not parts.query:
            return True
        if self.queries[parts.path] >= QUERIES_A_PAGE or self.queries[view] >= QUERIES_A_VIEW:
            return False
        self.queries.update([parts.path, view])
        return True

    def _view_of(self, path: str) -> str:
        try:
            return str(self.application.url_map.bind("127.0.0.1").match(path)[0])
        except HTTPException:
            return path


def links_of(address: str, response: TestResponse) -> list[str]:
    """The addresses of our own that an answer leads to: links, style sheets, or where it redirects."""
    if response.location:
        found = [response.location]
    elif response.mimetype == "text/html":
        tags = Page(response.get_data(as_text=True)).tags
        found = [values["href"] for tag, values in tags if tag in {"a", "link"} and "href" in values]
    else:
        found = []
    ours = [urljoin(address, link).partition("#")[0] for link in found]
    ours = [link for link in ours if not SWITCH.search(link)]
    return [link for link in ours if link.startswith("/") and not link.startswith("//")]
