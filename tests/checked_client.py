"""The one client through which every page of every test passes; it reads each page strictly."""

from typing import Any

import flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.core.db import db
from tests.page_rules import check_page


class CheckedClient(FlaskClient):
    """A client that refuses a page no family should get: see tests/page_rules.py."""

    def __init__(self, app: flask.Flask) -> None:
        super().__init__(app, app.response_class, use_cookies=True)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; check the page that comes back."""
        # a context of its own, as in life: the person and the nonce of one request die with it
        with self.application.app_context():
            # a download is read to its end, so that its file is closed
            response = super().open(*args, buffered=kwargs.pop("buffered", True), **kwargs)
        if flask.has_app_context():
            # what the test itself has read is stale now (a client in a thread has read nothing)
            db.session.rollback()
        if response.mimetype == "text/html" and not response.is_streamed and response.data:
            check_page(response.get_data(as_text=True), response.status_code)
        return response

    def token(self, path: str) -> str:
        """The form token of a page, as the browser would send it."""
        page = self.get(path)
        return field_value(page.get_data(as_text=True), "csrf_token")

    def send(self, path: str, /, at: str | None = None, **fields: Any) -> TestResponse:
        """Open the page of a form (`at`, else the same address) and send the form with its token."""
        token = self.token(at or path)
        data = {name.replace("__", "."): value for name, value in fields.items()}
        return self.post(path, data={"csrf_token": token, **data})


def field_value(page: str, name: str) -> str:
    """The value of the first hidden field with this name."""
    marker = f'name="{name}"'
    if marker not in page:
        raise AssertionError(f"the page has no field {name}")
    tag = page[page.rindex("<", 0, page.index(marker)) : page.index(">", page.index(marker))]
    return tag.split('value="')[1].split('"')[0]
