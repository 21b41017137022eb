"""A code is made, printed, used once or made void; a test code is never used up; words are forgotten."""

from collections.abc import Iterator
from datetime import timedelta

import flask
import pytest

from portal.codes import actions
from portal.codes.models import Code, CodeBatch, CodeState
from portal.codes.queries import code_by_hash, counts_by_state
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.retention.actions import carry_out_retention
from portal.surveys.responses.actions import PURPOSE
from tests.codes.batches import Words, planted_batch
from tests.planting import area_called


@pytest.fixture(autouse=True)
def _app(app: flask.Flask) -> Iterator[None]:
    yield


def use(words: Words, wave: int, purpose: str = PURPOSE) -> CodeState:
    with transaction():
        return actions.use_code(words=words, purpose=purpose, subject_id=wave)


def batch(number: int) -> CodeBatch:
    return db.session.get_one(CodeBatch, number)


def standing(number: int) -> dict[CodeState, int]:
    return counts_by_state([number])[number]


def test_a_code_works_once_and_says_so_the_second_time() -> None:
    number, wave, cards = planted_batch()
    assert use(cards[0], wave) == CodeState.USED
    with pytest.raises(RuleBroken, match="used already"):
        use(cards[0], wave)
    assert standing(number) == {CodeState.MADE: 2, CodeState.USED: 1}


def test_printing_forgets_the_words_and_printed_codes_work() -> None:
    number, wave, cards = planted_batch()
    use(cards[0], wave)
    with transaction():
        actions.mark_printed(batch=batch(number), by=1, at=clock.now())
    assert actions.words_to_print(batch(number), at=clock.now()) is None
    assert standing(number) == {CodeState.PRINTED: 2, CodeState.USED: 1}
    assert use(cards[1], wave) == CodeState.USED
    with pytest.raises(RuleBroken, match="forgotten already"), transaction():
        actions.mark_printed(batch=batch(number), by=1, at=clock.now())


def test_words_that_nobody_prints_go_after_a_week() -> None:
    number, _wave, _cards = planted_batch()
    later = clock.now() + timedelta(days=7, minutes=1)
    assert actions.words_to_print(batch(number), at=later) is None
    carry_out_retention(at=later, dry_run=False)
    assert batch(number).locked_words is None


def test_no_word_of_a_card_stands_in_the_database() -> None:
    number, _wave, cards = planted_batch()
    locked = batch(number).locked_words or ""
    hashes = " ".join(db.session.scalars(db.select(Code.hash)))
    assert not any(word in locked or word in hashes for words in cards for word in words)


def test_a_void_code_says_so_and_a_used_one_cannot_become_void() -> None:
    number, wave, cards = planted_batch()
    use(cards[1], wave)
    with transaction():
        actions.void_code(batch=batch(number), words=cards[0], by=1, at=clock.now())
    with pytest.raises(RuleBroken, match="does not work any more"):
        use(cards[0], wave)
    with pytest.raises(RuleBroken, match="used already"), transaction():
        actions.void_code(batch=batch(number), words=cards[1], by=1, at=clock.now())


def test_making_all_that_are_left_void_spares_used_ones() -> None:
    number, wave, cards = planted_batch()
    use(cards[0], wave)
    with transaction():
        assert actions.void_rest(batch=batch(number), by=1, at=clock.now()) == 2
    assert standing(number) == {CodeState.USED: 1, CodeState.VOID: 2}


def test_a_test_code_is_never_used_up() -> None:
    number, wave, cards = planted_batch(test=True)
    assert [use(cards[0], wave), use(cards[0], wave)] == [CodeState.TEST, CodeState.TEST]
    assert standing(number) == {CodeState.TEST: 3}


def test_a_code_opens_only_what_it_was_made_for() -> None:
    number, wave, cards = planted_batch()
    for purpose, subject in ((PURPOSE, wave + 1), ("vote", wave)):
        with pytest.raises(RuleBroken, match="cannot find that code"):
            use(cards[0], subject, purpose)
    assert standing(number) == {CodeState.MADE: 3}


def test_words_that_no_card_has_are_not_found() -> None:
    _number, wave, cards = planted_batch(1)
    stranger = (cards[0][1], cards[0][2], cards[0][0]) if len(set(cards[0])) > 1 else ("maple",) * 3
    with pytest.raises(RuleBroken, match="cannot find that code"):
        use(stranger, wave)


@pytest.mark.parametrize("count", [0, -1, 501])
def test_a_batch_has_from_one_to_five_hundred_codes(count: int) -> None:
    with pytest.raises(RuleBroken, match="from 1 to 500"):
        planted_batch(count)


def test_codes_of_a_large_batch_all_differ() -> None:
    number, _wave, cards = planted_batch(500)
    assert len(set(cards)) == 500
    assert standing(number) == {CodeState.MADE: 500}
    assert code_by_hash(actions.code_hash(cards[499])) is not None
    assert batch(number).area_id == area_called("liverpool").id
