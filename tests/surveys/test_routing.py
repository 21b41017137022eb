"""Which questions a person meets: the rules as pure functions, over made-up questionnaires."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from portal.surveys.routing import hangs_on, holds, is_shown, loose_ends, route

KEYS = ["one", "two", "three", "four", "five"]
CODES = ["yes", "no", "3", "12"]


@dataclass(frozen=True)
class Asked:
    """A question with its rule."""

    key: str
    show_if: dict[str, Any] | None


def conditions(keys: list[str]) -> some.SearchStrategy[dict[str, Any]]:
    """A condition on one of these questions."""
    about, codes = some.sampled_from(keys), some.lists(some.sampled_from(CODES), min_size=1, max_size=2)
    return some.one_of(
        some.fixed_dictionaries({"question": about, "in": codes}),
        some.fixed_dictionaries({"question": about, "not_in": codes}),
        some.fixed_dictionaries({"question": about, "answered": some.just(True)}),
        some.fixed_dictionaries({"question": about, "at_least": some.sampled_from(["1", "5"])}),
    )


@some.composite
def asked(draw: some.DrawFn) -> list[Asked]:
    """Five questions whose rules ask about earlier ones only."""
    found = [Asked(KEYS[0], None)]
    for place, key in enumerate(KEYS[1:], start=1):
        one = conditions(KEYS[:place])
        several = some.lists(one, min_size=1, max_size=3)
        rules = some.one_of(
            some.none(),
            one,
            some.fixed_dictionaries({"any": several}),
            some.fixed_dictionaries({"all": several}),
        )
        found.append(Asked(key, draw(rules)))
    return found


answers = some.dictionaries(some.sampled_from(KEYS), some.frozensets(some.sampled_from(CODES), max_size=2))


@given(questions=asked(), given_answers=answers)
def test_the_route_keeps_the_order_and_asks_the_first(
    questions: list[Asked], given_answers: dict[str, frozenset[str]]
) -> None:
    keys = [one.key for one in route(questions, given_answers)]
    assert keys == sorted(keys, key=KEYS.index)
    assert keys[0] == KEYS[0]
    assert loose_ends(questions) == []


@given(questions=asked(), given_answers=answers)
def test_an_answer_to_a_question_that_is_not_asked_opens_nothing(
    questions: list[Asked], given_answers: dict[str, frozenset[str]]
) -> None:
    shown = route(questions, given_answers)
    kept = {one.key: given_answers.get(one.key, frozenset()) for one in shown}
    assert route(questions, kept) == shown


@given(rule=conditions(KEYS), given_answers=answers)
def test_any_and_all_of_one_condition_are_that_condition(
    rule: dict[str, Any], given_answers: dict[str, frozenset[str]]
) -> None:
    met = holds(rule, given_answers)
    assert is_shown(Asked("six", rule), given_answers) == met
    assert is_shown(Asked("six", {"any": [rule]}), given_answers) == met
    assert is_shown(Asked("six", {"all": [rule]}), given_answers) == met
    assert hangs_on({"all": [rule]}) == {rule["question"]}


@given(first=conditions(KEYS), second=conditions(KEYS), given_answers=answers)
def test_all_means_both_and_any_means_one(
    first: dict[str, Any], second: dict[str, Any], given_answers: dict[str, frozenset[str]]
) -> None:
    met = [holds(one, given_answers) for one in (first, second)]
    assert is_shown(Asked("six", {"all": [first, second]}), given_answers) == all(met)
    assert is_shown(Asked("six", {"any": [first, second]}), given_answers) == any(met)


def test_a_skipped_question_hides_nothing_that_asks_for_an_answer_not_given() -> None:
    assert is_shown(Asked("two", {"question": "one", "not_in": ["yes"]}), {})
    assert not is_shown(Asked("two", {"question": "one", "in": ["yes"]}), {})
    assert not is_shown(Asked("two", {"question": "one", "at_least": "0"}), {})


def test_rules_forward_to_itself_and_to_nothing_are_found() -> None:
    forward = [
        Asked("a", {"question": "b", "in": ["yes"]}),
        Asked("b", {"question": "b", "answered": True}),
    ]
    assert loose_ends([*forward, Asked("c", {"any": [{"question": "x", "in": ["y"]}]})]) == [
        "a",
        "b",
        "c",
    ]
