"""Counting agrees with an independent package on a thousand profiles a rule, and keeps its laws."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whalrus import RuleApproval, RuleBorda, RuleRangeVoting, RuleSchulze

from portal.voting import tally

pytestmark = pytest.mark.pure
PROFILES = 1000
OPTIONS = ["o1", "o2", "o3", "o4", "o5"]
MARKS = st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 3))
BALLOTS = st.lists(MARKS, max_size=12)


def rankings(chance: Random, options: list[str]) -> list[list[str]]:
    """Full rankings of a few people."""
    return [chance.sample(options, len(options)) for _ in range(chance.randint(1, 7))]


def as_ballots(orders: list[list[str]]) -> list[dict[str, int]]:
    return [{option: place for place, option in enumerate(order, start=1)} for order in orders]


@pytest.mark.parametrize("start", range(0, PROFILES, 250))
def test_picks_are_counted_as_by_whalrus(start: int) -> None:
    for seed in range(start, start + 250):
        chance = Random(seed)
        options = OPTIONS[: chance.randint(2, 4)]
        ballots = [
            dict.fromkeys(chance.sample(options, chance.randint(0, len(options))), 1)
            for _ in range(chance.randint(1, 8))
        ]
        theirs = RuleApproval([{option: ballot.get(option, 0) for option in options} for ballot in ballots])
        totals = tally.points(ballots, options)
        assert {option: theirs.gross_scores_[option] for option in options} == totals
        assert theirs.cowinners_ == set(tally.groups(totals)[0])


@pytest.mark.parametrize("start", range(0, PROFILES, 250))
def test_dots_are_counted_as_by_whalrus(start: int) -> None:
    for seed in range(start, start + 250):
        chance = Random(seed)
        options = OPTIONS[: chance.randint(2, 4)]
        ballots = [
            {option: chance.randint(0, 3) for option in options} for _ in range(chance.randint(1, 8))
        ]
        theirs = RuleRangeVoting(ballots)
        totals = tally.points(ballots, options)
        assert {option: theirs.gross_scores_[option] for option in options} == totals
        assert theirs.cowinners_ == set(tally.groups(totals)[0])


@pytest.mark.parametrize("start", range(0, PROFILES, 250))
def test_borda_is_as_by_whalrus(start: int) -> None:
    for seed in range(start, start + 250):
        chance = Random(seed)
        options = OPTIONS[: chance.randint(2, 4)]
        orders = rankings(chance, options)
        theirs = RuleBorda(orders)
        ours = tally.borda(as_ballots(orders), options)
        assert {option: 2 * theirs.gross_scores_[option] for option in options} == ours


@pytest.mark.parametrize("start", range(0, PROFILES, 250))
def test_the_winners_by_schulze_are_as_by_whalrus(start: int) -> None:
    for seed in range(start, start + 250):
        chance = Random(seed)
        options = OPTIONS[: chance.randint(2, 4)]
        orders = rankings(chance, options)
        assert RuleSchulze(orders).cowinners_ == set(tally.schulze(as_ballots(orders), options)[0])


def test_schulze_gives_the_order_of_the_example_in_his_paper() -> None:
    profile = {
        "acbed": 5,
        "adecb": 5,
        "bedac": 8,
        "cabed": 3,
        "caebd": 7,
        "cbade": 2,
        "dceba": 7,
        "ebadc": 8,
    }
    orders = [list(order) for order, count in profile.items() for _ in range(count)]
    assert tally.schulze(as_ballots(orders), list("abcde")) == [["e"], ["a"], ["c"], ["b"], ["d"]]


@given(BALLOTS)
def test_the_order_of_ballots_changes_nothing(ballots: list[dict[str, int]]) -> None:
    back = ballots[::-1]
    assert tally.points(ballots, OPTIONS) == tally.points(back, OPTIONS)
    assert tally.borda(ballots, OPTIONS) == tally.borda(back, OPTIONS)
    assert tally.schulze(ballots, OPTIONS) == tally.schulze(back, OPTIONS)


@given(BALLOTS)
def test_no_point_is_lost(ballots: list[dict[str, int]]) -> None:
    assert sum(tally.points(ballots, OPTIONS).values()) == sum(map(sum, (b.values() for b in ballots)))
    ranking = len(ballots) - tally.blank(ballots)
    assert sum(tally.borda(ballots, OPTIONS).values()) == ranking * len(OPTIONS) * (len(OPTIONS) - 1)


@given(BALLOTS)
def test_every_option_stands_in_exactly_one_group(ballots: list[dict[str, int]]) -> None:
    for grouped in (
        tally.schulze(ballots, OPTIONS),
        tally.groups(tally.points(ballots, OPTIONS)),
    ):
        assert sorted(option for group in grouped for option in group) == OPTIONS


@given(BALLOTS, st.sampled_from(OPTIONS))
def test_whom_a_majority_puts_first_wins_by_schulze(ballots: list[dict[str, int]], first: str) -> None:
    majority = [{first: 1}] * (len(ballots) + 1)
    assert tally.schulze([*ballots, *majority], OPTIONS)[0] == [first]


def test_ties_are_ties_and_nobody_voting_is_one_big_tie() -> None:
    assert tally.groups({"a": 2, "b": 3, "c": 3}) == [["b", "c"], ["a"]]
    assert tally.schulze([], OPTIONS) == [OPTIONS]
    assert tally.schulze([{"o1": 1, "o2": 2}, {"o2": 1, "o1": 2}], ["o1", "o2"]) == [["o1", "o2"]]


def test_options_left_out_share_the_places_that_are_left() -> None:
    assert tally.borda([{"o1": 1}], ["o1", "o2", "o3"]) == {"o1": 4, "o2": 1, "o3": 1}
    assert tally.blank([{}, {"o1": 1}]) == 1
