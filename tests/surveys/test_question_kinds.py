"""Every kind of question: what it takes is kept and said again, what it does not take is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.core.errors import RuleBroken
from portal.surveys.question_types import ANSWERED, REGISTRY
from portal.surveys.question_types.base import Typed
from portal.surveys.question_types.number import HIGHEST
from portal.surveys.question_types.ranking import ranked
from portal.surveys.scales import Scale, all_scales, own_scale

LIST = own_scale({"code": code, "words": {"standard": code.title()}} for code in ("a", "b", "c", "d"))
CHOOSE_ONE = sorted(key for key, kind in REGISTRY.items() if kind.takes == "one" and not kind.from_list)
NUMBER, RANKING = REGISTRY["number"], REGISTRY["ranking"]
BANDS = all_scales()["number"]


@pytest.mark.parametrize("key", CHOOSE_ONE)
def test_each_answer_of_a_scale_is_kept_and_said_in_every_mode(key: str) -> None:
    kind, scale = REGISTRY[key], all_scales()[key]
    for option in scale.options:
        kept = kind.check(Typed([option.code]), scale)
        assert kind.kept_codes(kept) == (option.code,)
        assert all(kind.summary(kept, scale, mode) for mode in ("standard", "young", "easy"))


@pytest.mark.parametrize("key", CHOOSE_ONE)
@given(codes=some.lists(some.text(max_size=8), max_size=3))
def test_a_scale_takes_one_of_its_codes_and_nothing_else(key: str, codes: list[str]) -> None:
    kind, scale = REGISTRY[key], all_scales()[key]
    if len(codes) == 1 and codes[0] in scale.codes:
        return
    with pytest.raises(RuleBroken):
        kind.check(Typed(codes), scale)


@given(number=some.integers(min_value=0, max_value=HIGHEST), zeros=some.integers(min_value=0, max_value=3))
def test_a_number_is_kept_plainly_and_falls_into_one_band(number: int, zeros: int) -> None:
    kept = NUMBER.check(Typed([f" {'0' * zeros}{number} "]), BANDS)
    assert kept.codes == (str(number),)
    (band,) = NUMBER.cells_of(kept.codes[0], BANDS)
    after = [one for one in BANDS.options if (one.value or 0) > number]
    assert band == BANDS.options[len(BANDS.options) - len(after) - 1].code


@given(text=some.text(max_size=12))
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    if text.strip().isascii() and text.strip().isdecimal() and int(text) <= HIGHEST:
        return
    with pytest.raises(RuleBroken):
        NUMBER.check(Typed([text]), BANDS)


@given(numbers=some.dictionaries(some.sampled_from("abcd"), some.integers(1, 4), min_size=1))
def test_a_ranking_keeps_the_order_and_closes_gaps(numbers: dict[str, int]) -> None:
    typed = Typed([ranked(code, number) for code, number in numbers.items()])
    if len(set(numbers.values())) < len(numbers):
        with pytest.raises(RuleBroken):
            RANKING.check(typed, LIST)
        return
    kept = RANKING.check(typed, LIST)
    order = sorted(numbers, key=lambda code: numbers[code])
    assert kept.codes == tuple(ranked(code, place) for place, code in enumerate(order, start=1))
    assert RANKING.kept_codes(kept) == (*kept.codes, ANSWERED)
    assert RANKING.check(Typed(kept.codes), LIST) == kept


@given(codes=some.permutations("abcd"))
def test_nobody_stands_twice_in_one_row_of_a_ranking(codes: list[str]) -> None:
    kept = [ranked(code, place) for place, code in enumerate(codes, start=1)]
    rows = [row for code in kept for row in RANKING.cells_of(code, LIST)]
    assert len(rows) == len(set(rows)) == 4
    assert set(rows) <= {option.code for option in RANKING.cells(LIST)}


@pytest.mark.parametrize("typed", [[], ["x#1"], ["a#0"], ["a#9"], ["a"], ["a#1", "a#2"], ["a#1", "b#1"]])
def test_a_ranking_refuses_what_is_no_order(typed: list[str]) -> None:
    with pytest.raises(RuleBroken):
        RANKING.check(Typed(typed), LIST)


def test_words_have_the_length_of_their_kind() -> None:
    assert REGISTRY["short"].check(Typed(words="x" * 200), None).words
    with pytest.raises(RuleBroken):
        REGISTRY["short"].check(Typed(words="x" * 201), None)
    assert isinstance(BANDS, Scale)
