"""A throw-away deployment for one test worker: its databases are migrated once and copied per test."""

import os
import re
import shutil
from pathlib import Path
from typing import Any
from weakref import WeakSet

import flask
import sqlalchemy as sa
from flask_migrate import upgrade

import config
from portal import create_app
from portal.core.db import db
from portal.languages.extracting import compile_changed

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?)\s+\"?(\w+)", re.IGNORECASE)
RESHAPES = re.compile(r"\s*(?:ALTER|CREATE|DROP)\s", re.IGNORECASE)
AUDIT = "audit_entry"
SECRET = "a secret key for tests, thirty-two characters or more"


class Deployment:
    """One app over one database; `restore` brings the planted state back in milliseconds.

    PORTAL_TEST_POSTGRES names a server (postgresql+psycopg://user@host:port) to test against;
    without it SQLite is used.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.server = os.environ.get("PORTAL_TEST_POSTGRES", "")
        # the process is part of the name: two runs may share a server
        self.name = f"portal_{os.getpid()}_{name}"
        self.file = folder / "portal.sqlite"
        self.template = folder / "template.sqlite"
        if self.server:
            self._on_server(f"DROP DATABASE IF EXISTS {self.name}", f"CREATE DATABASE {self.name}")
        self.settings = config.Settings(
            secret_key=SECRET,
            database_url=f"{self.server}/{self.name}" if self.server else f"sqlite:///{self.file}",
            limits_url=f"sqlite-file://{folder / 'limits.sqlite'}",
            exports_folder=folder / "exports",
            mail_folder=folder / "mail",
            jobs_url=f"sqlite-file://{folder / 'jobs.sqlite'}",
            password_cost=1,
            testing=True,
        )
        compile_changed()
        self.app: flask.Flask = create_app(self.settings)
        # tables written since the last restore; None: another process may have written anywhere
        self.written: set[str] | None = None
        self.empty_at_start: set[str] = set()
        self.last_audit = 0
        self.opened: WeakSet[Any] = WeakSet()
        with self.app.app_context():
            sa.event.listen(db.engine, "before_cursor_execute", self._note_write)
            if self.server:
                sa.event.listen(db.engine, "connect", self._note_opened)

    def _note_write(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found = WRITES.match(statement)
        if found and self.written is not None:
            self.written.add(found.group(1))
        elif RESHAPES.match(statement):
            self.written = None

    def _note_opened(self, connection: Any, _record: Any) -> None:
        self.opened.add(connection)

    def written_by_others(self) -> None:
        """Say that another process writes to this database: the next restore copies all of it."""
        self.written = None

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
        self.empty_at_start = self._empty_tables()
        with self.app.app_context():
            self.last_audit = db.session.scalar(sa.text(f"SELECT max(id) FROM {AUDIT}")) or 0  # noqa: S608
        self._let_go()
        if self.server:
            self._on_server(
                f"DROP DATABASE IF EXISTS {self.name}_template",
                f"CREATE DATABASE {self.name}_template TEMPLATE {self.name}",
            )
            return
        engine = sa.create_engine(self.settings.database_url)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        # one connection left open would keep the old -shm file, and see nothing another process writes
        engine.dispose()
        shutil.copy(self.file, self.template)

    def restore(self) -> None:
        """Put the template's state back and forget every limit."""
        self._let_go()
        limits = self.app.extensions["limits"]
        limits.store.reset()
        if self.server:
            self._restore_on_server()
            return
        # a new file, never the old one written over: a connection that some thread still holds goes on
        # with the old file, instead of sharing its locks and its log with the new one
        for old in (str(self.file), f"{self.file}-wal", f"{self.file}-shm"):
            Path(old).unlink(missing_ok=True)
        shutil.copy(self.template, self.file)

    def _restore_on_server(self) -> None:
        """Copying a database takes a tenth of a second: empty the few tables that were written instead.

        Only where all of them were empty at the start; else the whole template is copied.
        """
        if self.written is None or not self.written <= self.empty_at_start | {AUDIT}:
            self._on_server(
                f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)",
                f"CREATE DATABASE {self.name} TEMPLATE {self.name}_template",
            )
        elif self.written:
            with self.app.app_context(), db.engine.begin() as connection:
                # no trigger: a published release can be removed here and nowhere else
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
                for table in reversed(db.metadata.sorted_tables):
                    if table.name in self.written:
                        connection.execute(table.delete().where(self._is_new(table)))
        self.written = set()

    def _is_new(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Every row of a table that was empty; of the audit, the rows after the planting."""
        return table.c.id > self.last_audit if table.name == AUDIT else sa.true()

    def _empty_tables(self) -> set[str]:
        with self.app.app_context(), db.engine.connect() as connection:
            return {
                table.name
                for table in db.metadata.sorted_tables
                if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is None
            }

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
        # one that was out while its pool was given up comes back to nobody and stays open
        for connection in list(self.opened):
            connection.close()

    def _on_server(self, *statements: str) -> None:
        engine = sa.create_engine(f"{self.server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()
