"""A throw-away deployment for one test worker: its databases are migrated once and copied per test."""

import os
import shutil
from pathlib import Path

import flask
import sqlalchemy as sa
from flask_migrate import upgrade

import config
from portal import create_app
from portal.core.db import db

SECRET = "a secret key for tests, thirty-two characters or more"


class Deployment:
    """One app over one database; `restore` brings the planted state back in milliseconds.

    PORTAL_TEST_POSTGRES names a server (postgresql+psycopg://user@host:port) to test against;
    without it SQLite is used.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.server = os.environ.get("PORTAL_TEST_POSTGRES", "")
        self.name = f"portal_{name}"
        self.file = folder / "portal.sqlite"
        self.template = folder / "template.sqlite"
        if self.server:
            self._on_server(f"DROP DATABASE IF EXISTS {self.name}", f"CREATE DATABASE {self.name}")
        self.settings = config.Settings(
            secret_key=SECRET,
            database_url=f"{self.server}/{self.name}" if self.server else f"sqlite:///{self.file}",
            limits_url=f"sqlite-file://{folder / 'limits.sqlite'}",
            exports_folder=folder / "exports",
            password_cost=1,
            testing=True,
        )
        self.app: flask.Flask = create_app(self.settings)

    @property
    def is_postgres(self) -> bool:
        """Whether this deployment stands on PostgreSQL."""
        return bool(self.server)

    def migrate(self) -> None:
        """Bring the empty database to the newest migration."""
        with self.app.app_context():
            upgrade()
            db.engine.dispose()

    def keep_as_template(self) -> None:
        """What the database holds now is what every test starts with."""
        self._let_go()
        if self.server:
            self._on_server(
                f"DROP DATABASE IF EXISTS {self.name}_template",
                f"CREATE DATABASE {self.name}_template TEMPLATE {self.name}",
            )
            return
        with sa.create_engine(self.settings.database_url).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.file, self.template)

    def restore(self) -> None:
        """Put the template's state back and forget every limit."""
        self._let_go()
        limits = self.app.extensions["limits"]
        limits.store.reset()
        if self.server:
            self._on_server(
                f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)",
                f"CREATE DATABASE {self.name} TEMPLATE {self.name}_template STRATEGY FILE_COPY",
            )
            return
        for leftover in (f"{self.file}-wal", f"{self.file}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.copy(self.template, self.file)

    def remove(self) -> None:
        """Drop what the server holds; files go with their folder."""
        self._let_go()
        if self.server:
            self._on_server(
                f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)",
                f"DROP DATABASE IF EXISTS {self.name}_template WITH (FORCE)",
            )

    def _let_go(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _on_server(self, *statements: str) -> None:
        engine = sa.create_engine(f"{self.server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()
