"""Someone who writes worrying words may go back and change them: the lead still sees what stood there."""

import flask
import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.safeguarding.actions import MOST_LATER_COPIES, note_of, words_of
from portal.safeguarding.lead_actions import move
from portal.safeguarding.models import Alert, AlertState
from tests.planting import answer, begun

WORST = "My uncle hits me and I want to kill myself."
MILDER = "I am scared and exhausted."


def writes(*versions: str, then_decided: bool | None = None) -> Alert:
    """Someone writes, goes back and writes again; after the first version the lead releases or closes."""
    with transaction():
        sheet = begun()
        for number, words in enumerate(versions):
            sheet = answer(sheet, "open.change", words=words)
            alert = db.session.query(Alert).one()
            if number == 0 and then_decided is not None:
                to = AlertState.RELEASED if then_decided else AlertState.CLOSED
                move(alert=alert, to=to, note="Called home.", by=1, at=clock.now())
    return db.session.query(Alert).one()


@pytest.mark.parametrize("later", [MILDER, "My dad hits me too."])
def test_going_back_never_takes_the_first_words_from_the_lead(app: flask.Flask, later: str) -> None:
    kept = words_of(writes(WORST, later))
    assert WORST in kept
    assert later in kept


@pytest.mark.parametrize("released", [True, False])
def test_new_worrying_words_after_a_decision_come_before_the_lead_with_the_old_ones(
    app: flask.Flask, released: bool
) -> None:
    alert = writes(WORST, MILDER, then_decided=released)
    assert alert.state == AlertState.NEW
    assert alert.level == 3
    assert WORST in words_of(alert)
    # what the lead wrote before is never cleared by what a family writes after
    assert [note_of(step) for step in alert.steps] == ["", "Called home.", ""]


@pytest.mark.parametrize("released", [True, False])
def test_sending_the_same_words_again_changes_no_decision(app: flask.Flask, released: bool) -> None:
    alert = writes(WORST, WORST, then_decided=released)
    assert alert.state == (AlertState.RELEASED if released else AlertState.CLOSED)
    assert [note_of(step) for step in alert.steps] == ["", "Called home."]


def test_going_back_for_ever_does_not_fill_the_copy_for_ever(app: flask.Flask) -> None:
    alert = writes(WORST, *(f"He hits me, {number}." for number in range(30)))
    kept = words_of(alert)
    assert WORST in kept
    assert "He hits me, 29." in kept
    assert kept.count("He hits me") == MOST_LATER_COPIES + 1
