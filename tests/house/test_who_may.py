"""Every route says who may open it, and every kind of person really knocks at every door."""

import flask
import pytest
from werkzeug.test import TestResponse

from portal.accounts.roles import Role
from portal.core.access import rule_of
from tests.house.answers import ANSWERS
from tests.house.planted import Planted
from tests.house.rows import changed, state
from tests.house.visits import ENDED, KINDS, STRANGER, Caller, Visit, path_of, visits
from tests.house.who_may import ANYONE, SIGNED_IN, WHO_MAY

pytestmark = pytest.mark.house
IN_ORDER = {"GET": {200}, "POST": {303, 422}}


def test_every_route_says_who_and_stands_in_the_table(house: flask.Flask) -> None:
    endpoints = {visit.endpoint for visit in visits(house)}
    assert endpoints == set(WHO_MAY), "tests/house/who_may.py and the routes differ"
    silent = [endpoint for endpoint in endpoints if rule_of(house, endpoint) is None]
    assert not silent, f"{silent}: say @anyone, @signed_in, @needs(...) or @logged_read(...)"
    assert {endpoint for endpoint, _method in ANSWERS} <= endpoints


def test_the_table_agrees_with_what_views_say_of_strangers(house: flask.Flask) -> None:
    for endpoint, who in WHO_MAY.items():
        rule = rule_of(house, endpoint)
        assert rule is not None
        assert (rule.predicate is None) == (who == ANYONE), endpoint
        assert rule.any_area == (who == SIGNED_IN), endpoint


@pytest.mark.parametrize("kind", KINDS)
def test_every_door_opens_to_those_who_may_and_to_nobody_else(
    house: flask.Flask, planted: Planted, kind: str
) -> None:
    caller = Caller(house, kind, planted)
    welcome = {visit: _may(kind, WHO_MAY[visit.endpoint]) for visit in visits(house)}
    before = state()
    for visit in welcome:
        if not welcome[visit]:
            _is_kept_out(kind, visit, caller.make(visit, path_of(visit, planted)))
    assert not changed(before, state()), "a door that stayed closed changed something"
    for visit in welcome:
        if welcome[visit]:
            answer = caller.make(visit, path_of(visit, planted))
            expected = ANSWERS.get((visit.endpoint, visit.method), IN_ORDER[visit.method])
            assert answer.status_code in expected, f"{kind}: {visit}: {answer.status}"
            assert "/account/sign-in/?next" not in (answer.location or ""), f"{kind}: {visit}"


def _may(kind: str, who: str | frozenset[Role]) -> bool:
    if who == ANYONE:
        return True
    if kind in {STRANGER, ENDED}:
        return False
    if who == SIGNED_IN:
        return True
    return kind in who


def _is_kept_out(kind: str, visit: Visit, answer: TestResponse) -> None:
    if kind in {STRANGER, ENDED}:
        assert answer.status_code == 302, f"{kind}: {visit}: {answer.status}"
        assert answer.location.startswith("/account/sign-in/"), f"{kind}: {visit}: {answer.location}"
    else:
        assert answer.status_code == 403, f"{kind}: {visit}: {answer.status}"
