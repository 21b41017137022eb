"""What every answer carries: the content security policy, other headers, and size limits."""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

import flask
from flask_wtf.csrf import CSRFProtect

View = TypeVar("View", bound=Callable[..., Any])
csrf = CSRFProtect()

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LARGEST_FORM = 256 * 1024


def csp_nonce() -> str:
    """The nonce of this answer: a script without it does not run."""
    if "csp_nonce" not in flask.g:
        flask.g.csp_nonce = secrets.token_urlsafe(16)
    return str(flask.g.csp_nonce)


def add_headers(response: flask.Response) -> flask.Response:
    """Put the security headers on an answer; pages are not stored unless they say otherwise.

    `no-store` is the default because a family's answers may stand on any page (rules.md).
    """
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce()))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if flask.current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def larger_form(size: int) -> Callable[[View], View]:
    """Let this one view take up to `size` bytes: an upload. Typed fields keep the limit of every form."""

    def mark(view: View) -> View:
        view.largest_form = size  # type: ignore[attr-defined]
        return view

    return mark


def _make_room() -> None:
    view = flask.current_app.view_functions.get(flask.request.endpoint or "")
    flask.request.max_content_length = getattr(view, "largest_form", LARGEST_FORM)


def init_app(app: flask.Flask) -> None:
    """Headers, CSRF and limits on the size of what is sent."""
    # before the form token is looked for, which reads the form
    app.before_request(_make_room)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM
    app.config["MAX_FORM_PARTS"] = 400
    # no time limit: a tired parent may leave a page open all night (rules.md, no time limits)
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    # it would ask for a Referer over https, which our own no-referrer policy keeps back
    app.config["WTF_CSRF_SSL_STRICT"] = False
    csrf.init_app(app)
    app.after_request(add_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
