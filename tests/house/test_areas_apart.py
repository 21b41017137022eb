"""Areas stay apart: what belongs to one area cannot be opened or changed through the address of another."""

import flask
import pytest

from tests.house.planted import ELSEWHERE, Planted
from tests.house.rows import changed, state
from tests.house.test_looking_changes_nothing import owner
from tests.house.visits import STRANGER, Caller, Visit, path_of, visits

pytestmark = pytest.mark.house
# the same word means the same in every area: the key of a question, a theme, a language, a kind of
# release and the survey and round it is of (tests/releases/test_publishing.py looks for another area's)
SHARED = {
    "area",
    "dimension",
    "key",
    "kind",
    "language",
    "mode",
    "number",
    "occasion",
    "report",
    "theme",
    "thing",
    "worry",
}
# a link that is shown once, or stands on a card, names its own area
ANY_AREA = {"account.accept", "codes.open_link"}
# without answers on this device these lead to the survey's start, and there it is not found
LEAD_TO_THE_START = ("responses.", "leaving.")
# words that were taken back meanwhile read the same, so that the answer tells nothing
NOT_HERE = {
    ("staff_feedback", "POST", "item_id"): 409,
    ("staff_feedback", "POST", "redaction_id"): 303,
    ("staff_releases", "POST", "item_id"): 409,
    ("staff_moderation", "POST", "redaction_id"): 303,
}


def foreign(app: flask.Flask) -> list[tuple[Visit, str]]:
    """Every visit whose address names a thing of one area, with the parameter that names it."""
    return [
        (visit, name)
        for visit in visits(app)
        for name in sorted(visit.rule.arguments - SHARED)
        if visit.endpoint not in ANY_AREA
    ]


def test_a_thing_of_another_area_is_not_found_and_not_changed(house: flask.Flask, planted: Planted) -> None:
    kinds = {owner(visit.endpoint) for visit, _name in foreign(house)}
    callers = {kind: Caller(house, kind, planted) for kind in kinds}
    before = state()
    for visit, name in foreign(house):
        path = path_of(visit, planted, other={name: planted.of[ELSEWHERE][name]})
        answer = callers[owner(visit.endpoint)].make(visit, path)
        if visit.endpoint.startswith(LEAD_TO_THE_START):
            assert answer.status_code in {303, 200}, f"{visit}: {answer.status}"
        else:
            expected = NOT_HERE.get((visit.endpoint.partition(".")[0], visit.method, name), 404)
            assert answer.status_code == expected, f"{visit} with {name} of another area: {answer.status}"
    assert not changed(before, state())


def test_things_of_two_areas_differ_so_that_this_test_means_something(
    house: flask.Flask, planted: Planted
) -> None:
    for _visit, name in foreign(house):
        mine = {filled[name] for filled in planted.of.values()}
        assert len(mine) == len(planted.of), f"{name} is the same in both areas"


def test_what_a_device_holds_of_one_area_opens_nothing_in_another(
    house: flask.Flask, planted: Planted
) -> None:
    caller = Caller(house, STRANGER, planted)
    before = state()
    for visit in visits(house):
        if visit.endpoint.startswith(("responses.", "receipt.")):
            page = caller.make(visit, path_of(visit, planted, "knowsley"))
            assert page.status_code in {200, 303, 404, 422}, f"{visit}: {page.status}"
            assert "uncle" not in page.text, str(visit)
    assert not changed(before, state())
