"""Eight clients with one code at the same moment: exactly one of them uses it."""

import flask
import pytest

from portal.codes import actions
from portal.codes.models import CodeBatch, CodeState
from portal.codes.queries import counts_by_state
from portal.core import clock
from portal.core.db import db
from portal.surveys.responses.actions import PURPOSE
from tests.accounts.test_races import at_once
from tests.codes.batches import Words, planted_batch


def use(words: Words, wave: int) -> None:
    actions.use_code(words=words, purpose=PURPOSE, subject_id=wave)


@pytest.mark.parametrize("_round", range(3))
def test_of_eight_who_use_one_code_at_once_exactly_one_does(app: flask.Flask, _round: int) -> None:
    number, wave, cards = planted_batch(20)
    outcomes = at_once(app, [lambda: use(cards[0], wave)] * 8)
    assert outcomes.count("done") == 1
    assert outcomes.count(actions.USED) == 7
    assert counts_by_state([number])[number] == {CodeState.MADE: 19, CodeState.USED: 1}


def test_eight_codes_of_one_batch_used_at_once_are_all_used(app: flask.Flask) -> None:
    number, wave, cards = planted_batch(8)
    outcomes = at_once(app, [lambda words=words: use(words, wave) for words in cards])  # type: ignore[misc]
    assert outcomes == ["done"] * 8
    assert counts_by_state([number])[number] == {CodeState.USED: 8}


def test_a_code_used_while_it_is_made_void_is_one_or_the_other(app: flask.Flask) -> None:
    number, wave, cards = planted_batch(1)

    def void() -> None:
        batch = db.session.get_one(CodeBatch, number)
        actions.void_code(batch=batch, words=cards[0], by=1, at=clock.now())

    outcomes = at_once(app, [lambda: use(cards[0], wave), void])
    assert outcomes.count("done") == 1
    assert sum(counts_by_state([number])[number].values()) == 1
