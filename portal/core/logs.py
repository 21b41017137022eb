"""Logs without personal data: method, route and status, never an address, a path or a form.

The route is the pattern ("/<area>/receipt/"), so a code or a search typed into an address cannot
reach a log. granian's own access log stays off for the same reason.
"""

import logging
import time
import traceback
from collections.abc import Callable
from typing import Any, TypeVar, cast

import flask

View = TypeVar("View", bound=Callable[..., Any])
log = logging.getLogger("portal.requests")
error_log = logging.getLogger("portal.errors")


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


def write_error(error: BaseException) -> None:
    """What went wrong and where; the message is left out, for it may hold a family's words."""
    nothing_said = Exception("(message left out of the log)")
    where = (Exception, nothing_said, error.__traceback__)
    error_log.error("%s at %s", type(error).__name__, flask.request.endpoint, exc_info=where)


class WithoutWords(logging.Formatter):
    """Writes of an exception only its type and where it was raised, whoever logs it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, made anew: another handler may have left its own text of the exception."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        """The lines of the traceback without any message."""
        kind, _error, trace = ei
        return "".join([*traceback.format_tb(trace), getattr(kind, "__name__", "")])


def to_the_terminal(*, every_request: bool) -> None:
    """Write every log to the standard error; without `every_request` only what went wrong."""
    lines = logging.StreamHandler()
    lines.setFormatter(WithoutWords("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[lines], force=True)
    log.setLevel(logging.INFO if every_request else logging.WARNING)


def init_app(app: flask.Flask) -> None:
    """Write the log of requests."""
    app.before_request(start)
    app.after_request(write)
