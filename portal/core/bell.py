"""The bell: a transaction that queued work rings it, and the worker hears it only after the commit.

It is a courtesy that saves waiting for the worker's next round; the rows in the database are the
truth. So a bell that cannot be rung is written to the log and breaks nothing.
"""

import logging
from collections.abc import Callable

import flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.core.db import db

log = logging.getLogger("portal.worker")
RUNG = "bells to ring after the commit"


def ring_after_commit(step: str) -> None:
    """Let the worker do this step as soon as the running transaction is committed."""
    db.session.info.setdefault(RUNG, set()).add(step)


def _ring(session: Session) -> None:
    if session.in_nested_transaction():
        return
    ring: Callable[[str], None] | None = (
        flask.current_app.extensions.get("ring") if flask.has_app_context() else None
    )
    for step in sorted(session.info.pop(RUNG, ())):
        try:
            if ring is not None:
                ring(step)
        except Exception as problem:  # the transaction is committed, nothing may fail now
            log.warning("the worker was not told at once: %s", type(problem).__name__)


def _forget(session: Session) -> None:
    session.info.pop(RUNG, None)


def init_app(app: flask.Flask, ring: Callable[[str], None]) -> None:
    """Listen for commits; `ring` tells the worker which step to do."""
    app.extensions["ring"] = ring
    for name, listener in (("after_commit", _ring), ("after_rollback", _forget)):
        if not event.contains(db.session, name, listener):
            event.listen(db.session, name, listener)
