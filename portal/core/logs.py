"""Logs without personal data: method, route and status, never an address, a path or a form.

The route is the pattern ("/<area>/receipt/"), so a code or a search typed into an address cannot
reach a log. granian's own access log stays off for the same reason.
"""

import logging
import time

import flask

log = logging.getLogger("portal.requests")


def start() -> None:
    """Note when the request began."""
    flask.g.started = time.perf_counter()


def write(response: flask.Response) -> flask.Response:
    """One line a request."""
    route = flask.request.url_rule.rule if flask.request.url_rule else "(no route)"
    took = (time.perf_counter() - flask.g.get("started", time.perf_counter())) * 1000
    log.info("%s %s %s %.0f ms", flask.request.method, route, response.status_code, took)
    return response


def init_app(app: flask.Flask) -> None:
    """Write the log of requests."""
    app.before_request(start)
    app.after_request(write)
