"""Which questions a person meets: pure functions over the answers given so far."""

from collections.abc import Iterable, Mapping

from portal.surveys.questionnaire import Ask

Answers = Mapping[str, frozenset[str]]


def is_shown(ask: Ask, answers: Answers) -> bool:
    """Whether a question is asked, given the codes chosen so far by question key.

    `in`: only when the other answer is one of these. `not_in`: unless it is one of these, so that a
    skipped question hides nothing.
    """
    if not ask.show_if:
        return True
    given = answers.get(ask.show_if["question"], frozenset())
    if "in" in ask.show_if:
        return bool(given & set(ask.show_if["in"]))
    return not given & set(ask.show_if.get("not_in", ()))


def route(asks: Iterable[Ask], answers: Answers) -> list[Ask]:
    """The questions that are asked, in order; a question hangs only on ones before it."""
    shown: list[Ask] = []
    seen: dict[str, frozenset[str]] = {}
    for ask in asks:
        if is_shown(ask, seen):
            shown.append(ask)
            seen[ask.key] = answers.get(ask.key, frozenset())
    return shown


def after(ask: Ask, asked: list[Ask]) -> Ask | None:
    """The next question after this one; None after the last."""
    keys = [one.key for one in asked]
    place = keys.index(ask.key) + 1
    return asked[place] if place < len(asked) else None


def before(ask: Ask, asked: list[Ask]) -> Ask | None:
    """The question before this one; None before the first."""
    place = [one.key for one in asked].index(ask.key)
    return asked[place - 1] if place else None
