"""The portal on which families of children with SEND tell their area what works.

`create_app` reads like the list of its parts, from the ground floor up.
"""

from typing import Any

import flask
from flask_migrate import Migrate

import config
from portal import cli, features
from portal.accounts import sessions
from portal.areas import addresses as area_addresses
from portal.core import (
    access,
    addresses,
    assets,
    compression,
    db,
    easy_read,
    error_pages,
    filters,
    limits,
    logs,
    security,
    static_files,
)
from portal.core.outbox import delivery, notify
from portal.core.worker import engine
from portal.languages import choosing


class Portal(flask.Flask):
    """A Flask app with one commit rule: each request's transaction is closed in one place."""

    # every template stays compiled: there are more than the 400 that Jinja keeps by itself
    jinja_options = {"cache_size": -1}

    def dispatch_request(self) -> flask.Response:
        """Run the view, then commit a POST that ended well; an exception skips the commit."""
        response = self.make_response(super().dispatch_request())
        db.close_request(response)
        return response

    def log_exception(self, exc_info: Any) -> None:
        """Log what went wrong outside a view, without its message."""
        logs.write_error(exc_info[1])


def create_app(settings: config.Settings | None = None) -> flask.Flask:
    """The whole portal for one deployment; refuses settings that would endanger families."""
    settings = settings or config.from_environment()
    config.check(settings)
    app = Portal(__name__, template_folder=config.ROOT / "templates", static_folder=None)
    app.config.from_mapping(_flask_settings(settings))
    db.init_app(app)
    Migrate(app, db.db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
    logs.init_app(app)
    app.after_request(compression.compress)
    security.init_app(app)
    limits.init_app(app, settings.limits_url, settings.secret_key, on=settings.limits_on)
    static_files.init_app(app, settings.static_build, settings.trusted_proxies)
    assets.init_app(app)
    filters.init_app(app)
    addresses.init_app(app)
    easy_read.init_app(app)
    area_addresses.init_app(app)
    sessions.init_app(app)
    choosing.init_app(app)
    app.before_request(access.gate)
    error_pages.init_app(app)
    delivery.init_app(
        app,
        smtp_url=settings.smtp_url,
        mail_from=settings.mail_from,
        folder=settings.mail_folder,
        notify=notify.by_settings(
            settings.notify_key, settings.notify_email_template, settings.notify_text_template
        ),
    )
    engine.init_app(app, settings.jobs_url, settings.secret_key)
    features.init_app(app)
    cli.init_app(app)
    return app


def _flask_settings(settings: config.Settings) -> dict[str, object]:
    return {
        "PORTAL": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # no error of the database repeats the values that were sent
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "ASSET_MANIFEST": settings.static_build / "manifest.json",
        "SESSION_COOKIE_NAME": "portal",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.production,
        "TESTING": settings.testing,
    }
