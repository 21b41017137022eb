"""No page asks the database more often for 50 rows than for 5, whoever opens it."""

import flask
import pytest

from tests.house.growing import grow
from tests.house.planted import Planted
from tests.house.test_looking_changes_nothing import owner
from tests.house.visits import Caller, Visit, path_of, visits
from tests.query_count import statements

pytestmark = pytest.mark.house
FEW, MANY = 5, 50


def questions_of(visit: Visit, callers: dict[str, Caller], planted: Planted) -> list[str]:
    """What a visit asks the database."""
    with statements() as asked:
        callers[owner(visit.endpoint)].make(visit, path_of(visit, planted))
    return asked


def test_fifty_of_everything_need_no_more_queries_than_five(house: flask.Flask, planted: Planted) -> None:
    readings = [visit for visit in visits(house) if visit.is_reading]
    callers = {kind: Caller(house, kind, planted) for kind in {owner(visit.endpoint) for visit in readings}}
    grow(planted, 0, FEW)
    for visit in readings:
        # what is kept for good after the first look is no question of this one
        questions_of(visit, callers, planted)
    few = {visit: questions_of(visit, callers, planted) for visit in readings}
    grow(planted, FEW, MANY)
    grew = {}
    for visit in readings:
        many = questions_of(visit, callers, planted)
        if len(many) > len(few[visit]):
            grew[str(visit)] = (len(few[visit]), len(many), repeated(many))
    assert not grew, grew


def repeated(asked: list[str]) -> list[str]:
    """The questions that were asked most often, in short."""
    often = sorted(set(asked), key=asked.count, reverse=True)[:2]
    return [f"{asked.count(one)}x {one[:60]} … {one[one.find('FROM') :][:120]}" for one in often]
