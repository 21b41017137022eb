"""Serves the built files (hashed names, compressed beforehand) and trusts the proxies it was told of."""

from pathlib import Path
from typing import Any

import flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

YEAR = 31_536_000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


def _add_headers(headers: Any, _path: str, _url: str) -> None:
    """A drawing opened by its own address is a page too, so that it gets the headers of one."""
    for name, value in HEADERS.items():
        headers[name] = value


def init_app(app: flask.Flask, folder: Path, trusted_proxies: int) -> None:
    """Serve `folder` under /static/; hashed names may be kept for ever."""
    served = WhiteNoise(
        app.wsgi_app,
        max_age=YEAR,
        immutable_file_test=lambda *_: True,
        add_headers_function=_add_headers,
        allow_all_origins=False,
    )
    if folder.is_dir():
        served.add_files(str(folder), prefix="static/")
    app.wsgi_app = served  # type: ignore[method-assign]
    if trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies)  # type: ignore[method-assign]
