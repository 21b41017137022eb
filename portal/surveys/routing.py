"""Which questions a person meets: pure functions over the answers given so far.

A rule is one condition, or {"any": [conditions]} or {"all": [conditions]}. A condition names an earlier
`question` and one of:
- `in`: only when the answer is one of these codes;
- `not_in`: unless it is one of these, so that a skipped question hides nothing;
- `answered`: only when there is any answer;
- `at_least`: only when the number given is this or more. On a scale the codes that are at least as
  good stand in `in`, and `at_least` only remembers which one was chosen.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

Answers = Mapping[str, frozenset[str]]
Rule = Mapping[str, Any]


class Asked(Protocol):
    """What the routing needs to know of a question."""

    @property
    def key(self) -> str: ...

    @property
    def show_if(self) -> Rule | None: ...


One = TypeVar("One", bound=Asked)


def conditions(rule: Rule | None) -> Iterator[Rule]:
    """Every condition of a rule; none of no rule."""
    if rule:
        yield from rule.get("any", rule.get("all", [rule]))


def hangs_on(rule: Rule | None) -> frozenset[str]:
    """The keys of the questions that a rule asks about."""
    return frozenset(condition["question"] for condition in conditions(rule))


def holds(condition: Rule, answers: Answers) -> bool:
    """Whether one condition is met by the codes chosen so far."""
    given = answers.get(condition["question"], frozenset())
    if "in" in condition:
        return bool(given & set(condition["in"]))
    if "at_least" in condition:
        return any(code.isdecimal() and int(code) >= int(condition["at_least"]) for code in given)
    if "answered" in condition:
        return bool(given)
    return not given & set(condition.get("not_in", ()))


def is_shown(ask: Asked, answers: Answers) -> bool:
    """Whether a question is asked, given the codes chosen so far by question key."""
    if not ask.show_if:
        return True
    met = (holds(condition, answers) for condition in conditions(ask.show_if))
    return any(met) if "any" in ask.show_if else all(met)


def route(asks: Iterable[One], answers: Answers) -> list[One]:
    """The questions that are asked, in order; a question hangs only on ones before it."""
    shown: list[One] = []
    seen: dict[str, frozenset[str]] = {}
    for ask in asks:
        if is_shown(ask, seen):
            shown.append(ask)
            seen[ask.key] = answers.get(ask.key, frozenset())
    return shown


def loose_ends(asks: Iterable[Asked]) -> list[str]:
    """The keys of questions whose rule asks about a later question, about themselves or about nothing."""
    earlier: set[str] = set()
    found = []
    for ask in asks:
        if not hangs_on(ask.show_if) <= earlier:
            found.append(ask.key)
        earlier.add(ask.key)
    return found


def after(ask: Asked, asked: list[One]) -> One | None:
    """The next question after this one; None after the last."""
    keys = [one.key for one in asked]
    place = keys.index(ask.key) + 1
    return asked[place] if place < len(asked) else None


def before(ask: Asked, asked: list[One]) -> One | None:
    """The question before this one; None before the first."""
    place = [one.key for one in asked].index(ask.key)
    return asked[place - 1] if place else None
