"""From what an editor chooses ("is at least …") to a rule of the routing, and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.surveys.drafting import Condition, When
from portal.surveys.models import Question
from portal.surveys.question_types import type_of
from portal.surveys.question_types.number import HIGHEST
from portal.surveys.questionnaire import scale_for
from portal.surveys.routing import Rule, conditions
from portal.surveys.scales import Option

IS, IS_NOT, AT_LEAST, ANSWERED = "is", "is-not", "at-least", "answered"
TESTS = (IS, IS_NOT, AT_LEAST, ANSWERED)
MOST = 6


@dataclass(frozen=True)
class Offered:
    """An earlier question that a rule may ask about, with the answers it can have."""

    question: Question
    options: Sequence[tuple[str, Option]]
    is_number: bool


def offered(area: Area, earlier: Iterable[Question]) -> list[Offered]:
    """Those questions to which there is an answer, with (mode, answer) over all modes, each code once."""
    return [
        Offered(question, _options(area, question), _is_number(question))
        for question in earlier
        if any(type_of(wording.kind).takes != "nothing" for wording in question.wordings)
    ]


def _is_number(question: Question) -> bool:
    return any(type_of(wording.kind).takes == "number" for wording in question.wordings)


def _options(area: Area, question: Question) -> list[tuple[str, Option]]:
    found: dict[str, tuple[str, Option]] = {}
    for wording in sorted(question.wordings, key=lambda one: one.mode != "standard"):
        kind = type_of(wording.kind)
        if kind.takes in {"one", "many"}:
            for option in kind.options(scale_for(wording.kind, question.answers_from, area)):
                found.setdefault(option.code, (wording.mode, option))
    return list(found.values())


def rule_of(when: When, known: Sequence[Offered]) -> Rule | None:
    """The rule for the routing; None for always. Refuses (field "conditions") what cannot be asked."""
    by_key = {one.question.key: one for one in known}
    rules = [_condition(one, by_key) for one in when.conditions]
    if not rules:
        return None
    if len(rules) == 1:
        return rules[0]
    return {"any" if when.join == "any" else "all": rules}


def _condition(one: Condition, by_key: dict[str, Offered]) -> Rule:
    about = by_key.get(one.question)
    if about is None:
        _refuse("Choose a question that comes before this one.")
    if one.test == ANSWERED:
        return {"question": one.question, "answered": True}
    if one.test == AT_LEAST and about.is_number:
        if not (one.number.isascii() and one.number.isdecimal() and int(one.number[:9]) <= HIGHEST):
            _refuse("Type the number that it must be at least.")
        return {"question": one.question, "at_least": str(int(one.number))}
    options = [option for _mode, option in about.options]
    chosen = next((option for option in options if option.code == one.code), None)
    if chosen is None:
        _refuse("Choose an answer of the earlier question.")
    if one.test == IS:
        return {"question": one.question, "in": [chosen.code]}
    if one.test == IS_NOT:
        return {"question": one.question, "not_in": [chosen.code]}
    if chosen.value is None:
        _refuse("“Is at least” needs answers that have an order.")
    least = chosen.value
    at_least = [other.code for other in options if other.value is not None and other.value >= least]
    return {"question": one.question, "at_least": chosen.code, "in": at_least}


def _refuse(sentence: str) -> NoReturn:
    raise RuleBroken(sentence, field="conditions", status=422)


def when_of(rule: Rule | None) -> When:
    """What an editor chose, out of a rule; a list of several codes is several lines."""
    lines: list[Condition] = []
    for one in conditions(rule):
        lines.extend(_lines(one))
    several = rule is not None and "in" in rule and "at_least" not in rule and len(rule["in"]) > 1
    return When("any" if rule and ("any" in rule or several) else "all", lines)


def _lines(one: Rule) -> list[Condition]:
    key = one["question"]
    if "answered" in one:
        return [Condition(ANSWERED, key)]
    if "at_least" in one:
        number = "" if "in" in one else str(one["at_least"])
        return [Condition(AT_LEAST, key, "" if number else str(one["at_least"]), number)]
    test, codes = (IS, one["in"]) if "in" in one else (IS_NOT, one.get("not_in", []))
    return [Condition(test, key, code) for code in codes]
