"""Logs without personal data: method, route and status, never an address, a path or a form.

The route is the pattern ("/<area>/receipt/"), so a code or a search typed into an address cannot
reach a log. granian's own access log stays off for the same reason.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

import flask

View = TypeVar("View", bound=Callable[..., Any])
log = logging.getLogger("portal.requests")


def quiet(view: View) -> View:
    """A view that ends well leaves no line: a machine asks it every few seconds."""
    cast(Any, view).leaves_no_line = True
    return view


def start() -> None:
    """Note when the request began."""
    flask.g.started = time.perf_counter()


def write(response: flask.Response) -> flask.Response:
    """One line a request, but for a quiet view that ended well."""
    view = flask.current_app.view_functions.get(flask.request.endpoint or "")
    if getattr(view, "leaves_no_line", False) and response.status_code < 400:
        return response
    route = flask.request.url_rule.rule if flask.request.url_rule else "(no route)"
    took = (time.perf_counter() - flask.g.get("started", time.perf_counter())) * 1000
    log.info("%s %s %s %.0f ms", flask.request.method, route, response.status_code, took)
    return response


def init_app(app: flask.Flask) -> None:
    """Write the log of requests."""
    app.before_request(start)
    app.after_request(write)
