"""All words of a brought file go again, some at a time: all are out of sight before the first goes."""

import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.earlier import actions
from portal.feedback.actions import clear
from portal.feedback.models import FeedbackItem, ItemState
from portal.safeguarding.models import Alert
from tests.checked_client import CheckedClient
from tests.earlier.desk import USUAL, counts, items, put_in, tried, two_put_in, two_tried, work


def test_all_of_it_can_be_taken_back_until_one_is_cleared(officer: CheckedClient) -> None:
    where = tried(officer, b"Id,Comment\n1,My uncle hits me.\n2,Two.\n", **USUAL)
    put_in(officer, where)
    locked, two = (item.id for item in items())
    assert db.session.scalars(sa.select(Alert).where(Alert.subject_id == locked)).one().level == 3
    assert officer.get(f"/liverpool/staff/feedback/{locked}/").status_code == 404
    with transaction():
        clear(item=db.session.get_one(FeedbackItem, two), by=1, at=clock.now())
    assert officer.send(f"{where}take-back/", where).status_code == 409
    assert "cannot be taken back" in officer.get(where).text
    with transaction():
        mine = db.session.get_one(FeedbackItem, two)
        mine.state, mine.cleared_by, mine.cleared_at = ItemState.READ, None, None
    assert officer.send(f"{where}take-back/", where).status_code == 303
    assert "being taken back" in officer.get(where).text
    work()
    assert items() == [] and "It was taken back" in officer.get(where).text
    assert db.session.scalars(sa.select(Alert).where(Alert.subject_id == locked)).one().locked_words
    tried(officer, b"Id,Comment\n1,My uncle hits me.\n2,Two.\n", **USUAL)
    assert counts() == {"new": 2}


def test_taking_back_that_was_stopped_hides_everything_and_goes_on_where_it_was(
    officer: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.earlier.working.BATCH", 1)
    monkeypatch.setattr("portal.earlier.working.PIECE", 1)
    where = two_put_in(officer)
    take = actions.take_some_back
    monkeypatch.setattr(
        actions, "take_some_back", lambda **told: take(**told) if len(items()) > 1 else 1 / 0
    )
    officer.send(f"{where}take-back/", where)
    work()
    assert [item.state for item in items()] == [ItemState.UNSENT]
    page = officer.get(where).text
    assert "First all its comments go out of sight" in page and "Go on" in page
    assert officer.send(f"{where}put-in/", where).status_code == 409
    monkeypatch.setattr(actions, "take_some_back", take)
    officer.send(f"{where}take-back/", where)
    work()
    assert items() == [] and "It was taken back" in officer.get(where).text
    two_tried(officer)
    assert counts() == {"new": 2}


def test_one_that_is_cleared_while_the_others_go_out_of_sight_stops_it(
    officer: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.earlier.working.PIECE", 1)
    where = two_put_in(officer)
    officer.send(f"{where}take-back/", where)
    last = max(item.id for item in items())
    with transaction():
        clear(item=db.session.get_one(FeedbackItem, last), by=1, at=clock.now())
    work()
    assert {item.id: item.state for item in items()}[last] == ItemState.CLEARED, "it may stand elsewhere"
    assert len(items()) == 2 and "Open them again first." in officer.get(where).text
