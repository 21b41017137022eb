"""What a press of a button does to the choices: pick, add and take a dot, move up and down, take back."""

from collections.abc import Mapping, Sequence

from portal.core.errors import RuleBroken
from portal.voting.device import Draft
from portal.voting.models import Vote, VoteRule

MORE, FEWER, UP, DOWN, OUT, UNDO = "more", "fewer", "up", "down", "out", "undo"
PRESSES = (MORE, FEWER, UP, DOWN, OUT, UNDO)


def press(vote: Vote, draft: Draft, button: str, key: str) -> None:
    """Change the draft as one button says. Refuses (field "choice") more than the rule allows."""
    if button == UNDO:
        draft.undo()
        return
    if key not in {option.key for option in vote.options}:
        raise RuleBroken("Choose from the options on the page.", field="choice", status=422)
    if vote.rule == VoteRule.DOTS:
        _dot(vote, draft, button, key)
    elif vote.rule == VoteRule.RANKING:
        draft.set(_moved(ranked(draft.choices), button, key))


def pick(vote: Vote, draft: Draft, keys: Sequence[str]) -> None:
    """Take the ticked boxes as they are: whether they are too many is said on the same page."""
    known = {option.key for option in vote.options}
    if len(set(keys)) < len(keys) or not known.issuperset(keys):
        raise RuleBroken("Choose from the options on the page.", field="choice", status=422)
    draft.set(dict.fromkeys(keys, 1))


def ranked(choices: Mapping[str, int]) -> list[str]:
    """The keys of ranked options, the best first."""
    return sorted(choices, key=choices.__getitem__)


def left(vote: Vote, choices: Mapping[str, int]) -> int:
    """How many picks or dots are left; for a ranking the options without a place. Never below 0."""
    most = len(vote.options) if vote.rule == VoteRule.RANKING else vote.most
    used = sum(choices.values()) if vote.rule == VoteRule.DOTS else len(choices)
    return max(0, most - used)


def _dot(vote: Vote, draft: Draft, button: str, key: str) -> None:
    now = draft.choices.get(key, 0)
    if button == MORE:
        if not left(vote, draft.choices):
            raise RuleBroken(
                "You have used all your dots. Take one away first.", field="choice", status=422
            )
        if now >= vote.most_each:
            raise RuleBroken(
                "You can put up to %(most)s dots on one option.",
                field="choice",
                status=422,
                most=vote.most_each,
            )
        draft.set({**draft.choices, key: now + 1})
    elif button == FEWER and now:
        draft.set({**draft.choices, key: now - 1})


def _moved(order: list[str], button: str, key: str) -> dict[str, int]:
    """The ranking after a press; an option without a place gets the next one by "more"."""
    if button == MORE and key not in order:
        order = [*order, key]
    elif button == OUT:
        order = [one for one in order if one != key]
    elif button in {UP, DOWN} and key in order:
        here = order.index(key)
        there = here - 1 if button == UP else here + 1
        if 0 <= there < len(order):
            order[here], order[there] = order[there], order[here]
    return {one: place for place, one in enumerate(order, start=1)}
