"""The rules of a form: each "relevant" becomes a rule of the routing, or is said not to be taken."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from flask_babel import gettext as _

from portal.surveys.question_types import type_of
from portal.surveys.routing import Rule, conditions
from portal.surveys.rules_written import MOST
from portal.surveys.xlsform.answers import known_codes
from portal.surveys.xlsform.found import Found, Notes
from portal.surveys.xlsform.relevant import NotTaken, asked_about, parse


def find_circles(found: Sequence[Found], notes: Notes) -> None:
    """Questions whose rules ask about one another in a circle are wrong: none of them could come first."""
    asks = {
        one.name: {about for expression in one.relevant for about in asked_about(expression)}
        for one in found
    }
    free: set[str] = set()
    while True:
        next_free = {
            name for name, abouts in asks.items() if name not in free and not (abouts & asks.keys()) - free
        }
        if not next_free:
            break
        free |= next_free
    circle = _only_in_circles({name: abouts for name, abouts in asks.items() if name not in free})
    if circle:
        names = ", ".join(f"“{name}”" for name in circle)
        notes.wrong.append(_("These ask about one another in a circle: %(names)s.", names=names))


def _only_in_circles(asks: dict[str, set[str]]) -> list[str]:
    """Without those that only hang on a circle: nothing in what is left asks about them."""
    left = dict(asks)
    while True:
        asked = {about for abouts in left.values() for about in abouts}
        kept = {name: abouts for name, abouts in left.items() if name in asked}
        if len(kept) == len(left):
            return list(left)
        left = kept


def rule_for(one: Found, earlier: dict[str, Found], notes: Notes) -> dict[str, Any] | None:
    """The rule of a question over those before it; None for always, or where it cannot be taken."""
    if not one.relevant:
        return None
    try:
        rule = _joined([_ours(parse(expression), earlier) for expression in one.relevant])
    except NotTaken:
        said = _(
            "Row %(row)s: when it is asked. It is asked always now: “%(rule)s”",
            row=one.row.number,
            rule=" and ".join(one.relevant)[:200],
        )
        notes.not_taken.append(said)
        return None
    return rule


def _joined(rules: list[dict[str, Any]]) -> dict[str, Any]:
    if len(rules) == 1:
        whole = rules[0]
    elif any("any" in rule for rule in rules):
        raise NotTaken
    else:
        whole = {"all": [one for rule in rules for one in conditions(rule)]}
    if sum(len(one.get("in", one.get("not_in", [0]))) for one in conditions(whole)) > MOST:
        raise NotTaken
    return whole


def _ours(rule: Rule, earlier: dict[str, Found]) -> dict[str, Any]:
    """The same rule with our keys and codes; raises NotTaken where it asks forward or for no answer."""
    mine: dict[str, Any] = deepcopy(dict(rule))
    for condition in conditions(mine):
        about = earlier.get(condition["question"])
        if about is None or any(type_of(kind).takes == "nothing" for kind in about.kinds.values()):
            raise NotTaken
        condition["question"] = about.key  # type: ignore[index]  # a copy of our own
        _check_codes(condition, about)
    return mine


def _check_codes(condition: Rule, about: Found) -> None:
    takes = {type_of(kind).takes for kind in about.kinds.values()}
    if "at_least" in condition and takes != {"number"}:
        raise NotTaken
    for name in ("in", "not_in"):
        if name in condition:
            if not takes <= {"one", "many"}:
                raise NotTaken
            codes = [about.codes.get(code, code) for code in condition[name]]
            if not set(codes) <= known_codes(about):
                raise NotTaken
            condition[name][:] = codes
