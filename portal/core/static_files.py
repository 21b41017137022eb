"""Serves the built files (hashed names, compressed beforehand) and trusts the proxies it was told of."""

from pathlib import Path

import flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

YEAR = 31_536_000


def init_app(app: flask.Flask, folder: Path, trusted_proxies: int) -> None:
    """Serve `folder` under /static/; hashed names may be kept for ever."""
    served = WhiteNoise(app.wsgi_app, max_age=YEAR, immutable_file_test=lambda *_: True)
    if folder.is_dir():
        served.add_files(str(folder), prefix="static/")
    app.wsgi_app = served  # type: ignore[method-assign]
    if trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies)  # type: ignore[method-assign]
