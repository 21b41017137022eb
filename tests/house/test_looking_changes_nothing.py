"""Looking changes nothing: every page is opened by someone who may, and only questions are asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import flask
import pytest
from sqlalchemy import event

from portal.accounts.roles import Role
from portal.core.access import rule_of
from portal.core.db import CHANGES, db
from tests.house.planted import Planted
from tests.house.rows import changed, state
from tests.house.visits import FAR_OFFICER, STRANGER, Caller, path_of, visits
from tests.house.who_may import ANYONE, SIGNED_IN, WHO_MAY

pytestmark = pytest.mark.house
# opening these is itself an act that is kept: an audit row, committed before anything shows
LOGGED = {
    "staff_codes.sheet",
    "staff_feedback.as_written",
    "staff_safeguarding.call",
    "staff_safeguarding.move",
    "staff_safeguarding.show",
    "staff_topics.behind",
}


@contextmanager
def changes_sent() -> Iterator[list[str]]:
    """Every statement sent meanwhile that changes something or locks rows."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if CHANGES.match(statement) or "FOR UPDATE" in statement:
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def owner(endpoint: str) -> str:
    """Somebody who may open an endpoint."""
    who = WHO_MAY[endpoint]
    if isinstance(who, frozenset):
        return min(who)
    return {ANYONE: STRANGER, SIGNED_IN: FAR_OFFICER}[who]


def test_the_pages_that_are_logged_are_these(house: flask.Flask) -> None:
    marked = {
        endpoint for endpoint in WHO_MAY if (rule := rule_of(house, endpoint)) is not None and rule.log
    }
    assert marked == LOGGED


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_page_changes_anything_when_it_is_looked_at(
    house: flask.Flask, planted: Planted, method: str
) -> None:
    readings = [visit for visit in visits(house) if visit.is_reading]
    callers = {kind: Caller(house, kind, planted) for kind in {owner(visit.endpoint) for visit in readings}}
    before = state()
    for visit in readings:
        with changes_sent() as sent:
            callers[owner(visit.endpoint)].make(visit, path_of(visit, planted), method=method)
        if visit.endpoint not in LOGGED:
            assert not sent, f"{visit} sent {sent}"
    differ = set(changed(before, state()))
    # who opened an alert first stands on it beside the audit: that is its stage "seen"
    assert differ <= {"audit_entry", "alert"}


def test_every_logged_page_leaves_one_row_in_the_audit(house: flask.Flask, planted: Planted) -> None:
    for visit in visits(house):
        if visit.endpoint in LOGGED:
            caller = Caller(house, owner(visit.endpoint), planted)
            before = state()
            caller.make(visit, path_of(visit, planted))
            rows = {name: value.rows - before[name].rows for name, value in state().items()}
            assert {name: more for name, more in rows.items() if more} == {"audit_entry": 1}, str(visit)


def test_a_page_that_is_logged_is_nobody_elses(house: flask.Flask) -> None:
    assert not [endpoint for endpoint in LOGGED if WHO_MAY[endpoint] in {ANYONE, SIGNED_IN}]
    assert all(Role(owner(endpoint)) for endpoint in LOGGED)
