"""An app with odd views of its own, to try the core on: writes that end in every way, and exceptions."""

from collections.abc import Callable
from dataclasses import replace

import flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from portal import create_app
from portal.core import audit, clock, limits
from portal.core.access import anyone
from portal.core.audit import AuditEntry
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.limits import TooMany
from portal.core.security import csrf
from tests.deployment import Deployment

MARKER = "xylophone07700900123"
blueprint = flask.Blueprint("laboratory", __name__, url_prefix="/api/laboratory")


class Explosion(Exception):
    """An exception whose message holds a family's words."""


EXCEPTIONS: dict[str, Callable[[], Exception]] = {
    "any": lambda: Explosion(MARKER),
    "rule": lambda: RuleBroken("This cannot be done."),
    "too-many": lambda: TooMany(3),
    "integrity": lambda: IntegrityError(f"INSERT {MARKER}", {"words": MARKER}, Exception(MARKER)),
    "operational": lambda: OperationalError(f"SELECT {MARKER}", {"words": MARKER}, Exception(MARKER)),
    "key": lambda: KeyError(MARKER),
}


def write() -> None:
    """One row, as an action would write it."""
    audit.record(act="tried", by=None, area=None, at=clock.now(), subject=("laboratory", 1))


def rows_written(app: flask.Flask) -> int:
    """How many of these rows are in the database for good."""
    with app.app_context():
        tried = select(func.count()).where(AuditEntry.subject_kind == "laboratory")
        return db.session.scalar(tried) or 0


@blueprint.route("/writes/<int:status>/", methods=["GET", "POST"])
@anyone
def writes(status: int) -> tuple[str, int]:
    """Write, then answer with any status."""
    write()
    db.session.flush()
    return "written", status


@blueprint.route("/raises/<slug:name>/", methods=["GET", "POST"])
@anyone
def raises(name: str) -> str:
    """Write when that may be, then raise."""
    if flask.request.method == "POST":
        write()
        db.session.flush()
    raise EXCEPTIONS[name]()


@blueprint.get("/in-bulk/")
@anyone
def in_bulk() -> str:
    """A GET that changes rows without loading them."""
    db.session.execute(update(AuditEntry).values(act="changed"))
    return "changed"


@blueprint.get("/by-hand/")
@anyone
def by_hand() -> str:
    """A GET that changes rows in plain SQL."""
    db.session.execute(text("UPDATE audit_entry SET act = 'changed'"))
    return "changed"


@blueprint.get("/forgets/")
@anyone
def forgets() -> str:
    """A GET that leaves a change behind without sending it to the database."""
    write()
    return "nothing sent"


@blueprint.get("/aborts/<int:status>/")
@anyone
def aborts(status: int) -> str:
    """Stop with a status."""
    flask.abort(status)


@blueprint.get("/limited/")
@anyone
def limited() -> str:
    """Two a minute from one address."""
    limits.limits().spend("laboratory", "2 per minute", address=flask.request.remote_addr)
    return "let in"


@blueprint.get("/long/")
@anyone
def long() -> str:
    """A page long enough to be compressed."""
    return "<p>the same again</p>" * 100


@blueprint.get("/silent/")
def silent() -> str:
    """A view that forgot to say who may open it."""
    return "for nobody"


def build(deployment: Deployment) -> flask.Flask:
    """The app with these views over a deployment's database; errors show as they do for families."""
    app = create_app(replace(deployment.settings, testing=False))
    app.register_blueprint(blueprint)
    csrf.exempt(blueprint)
    return app
