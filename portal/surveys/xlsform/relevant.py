"""When a question is asked, as XLSForm writes it ("${plan} = 'none'"), from and to our rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.surveys.routing import Rule, conditions

ASKED_ABOUT = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
TOKEN = re.compile(
    r"\s*(?:(?P<about>\$\{\s*[^}\s]+\s*\})|(?P<text>'[^']*'|\"[^\"]*\"|[‘’][^‘’]*[‘’])"
    r"|(?P<number>\d+)|(?P<sign>!=|>=|=|>|\(|\)|,)|(?P<word>[a-z][a-z-]*))"
)
DEEPEST = 20
Condition = dict[str, Any]


class NotTaken(Exception):
    """A rule that the routing has no words for."""


@dataclass(frozen=True)
class Joined:
    """Conditions that are joined by "any" or "all"."""

    join: str
    parts: tuple[Condition, ...]


def asked_about(expression: str) -> list[str]:
    """The names of the questions that an expression asks about."""
    return ASKED_ABOUT.findall(expression)


def parse(expression: str) -> Rule:
    """The rule in an expression, with names and codes as written; raises NotTaken for anything else."""
    found = _Parser(expression).whole()
    return found.parts[0] if len(found.parts) == 1 else {found.join: list(found.parts)}


class _Parser:
    def __init__(self, expression: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        self.place = self.depth = 0
        at, text = 0, expression.strip()
        while at < len(text):
            found = TOKEN.match(text, at)
            if found is None or found.lastgroup is None:
                raise NotTaken
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()

    def whole(self) -> Joined:
        """Every token, joined; raises NotTaken where something is left over."""
        found = self._or()
        if self.place < len(self.tokens):
            raise NotTaken
        return found

    def _or(self) -> Joined:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotTaken
        parts = [self._and()]
        while self._takes("or"):
            parts.append(self._and())
        self.depth -= 1
        return _any(parts)

    def _and(self) -> Joined:
        parts = [self._term()]
        while self._takes("and"):
            parts.append(self._term())
        if len(parts) == 1:
            return parts[0]
        if any(part.join == "any" and len(part.parts) > 1 for part in parts):
            raise NotTaken
        return Joined("all", tuple(one for part in parts for one in part.parts))

    def _term(self) -> Joined:
        if self._takes("("):
            inner = self._or()
            self._must(")")
            return inner
        if self._takes("not"):
            self._must("(")
            inner = self._or()
            self._must(")")
            return _denied(inner)
        if self._takes("selected"):
            self._must("(")
            about = self._about()
            self._must(",")
            code = self._value()
            self._must(")")
            return _one({"question": about, "in": [code]})
        return self._comparison()

    def _comparison(self) -> Joined:
        about = self._about()
        kind, sign = self._next()
        if kind != "sign":
            raise NotTaken
        if sign in {">=", ">"}:
            kind, number = self._next()
            if kind != "number":
                raise NotTaken
            return _one({"question": about, "at_least": str(int(number) + (sign == ">"))})
        code = self._value()
        if not code:
            if sign == "=":
                raise NotTaken
            return _one({"question": about, "answered": True})
        return _one({"question": about, "in" if sign == "=" else "not_in": [code]})

    def _about(self) -> str:
        kind, word = self._next()
        if kind != "about":
            raise NotTaken
        return asked_about(word)[0]

    def _value(self) -> str:
        kind, word = self._next()
        if kind == "number":
            return word
        if kind != "text":
            raise NotTaken
        return word[1:-1].strip()

    def _next(self) -> tuple[str, str]:
        if self.place >= len(self.tokens):
            raise NotTaken
        self.place += 1
        return self.tokens[self.place - 1]

    def _takes(self, word: str) -> bool:
        if self.place < len(self.tokens) and self.tokens[self.place][1] == word:
            self.place += 1
            return True
        return False

    def _must(self, word: str) -> None:
        if not self._takes(word):
            raise NotTaken


def _one(condition: Condition) -> Joined:
    return Joined("all", (condition,))


def _any(parts: list[Joined]) -> Joined:
    if len(parts) == 1:
        return parts[0]
    if any(part.join == "all" and len(part.parts) > 1 for part in parts):
        raise NotTaken
    merged: list[Condition] = []
    for one in (one for part in parts for one in part.parts):
        same = next(
            (m for m in merged if "in" in m and "in" in one and m["question"] == one["question"]), None
        )
        if same is None:
            merged.append(one)
        else:
            same["in"] = [*same["in"], *one["in"]]
    return Joined("any" if len(merged) > 1 else "all", tuple(merged))


def _denied(inner: Joined) -> Joined:
    if len(inner.parts) != 1 or "in" not in inner.parts[0]:
        raise NotTaken
    return _one({"question": inner.parts[0]["question"], "not_in": list(inner.parts[0]["in"])})


def written(rule: Rule | None, takes: Mapping[str, str]) -> str:
    """A rule as XLSForm writes it; `takes`: what each question takes, by key. Empty for no rule."""
    said = [_said(one, takes.get(one["question"], "one")) for one in conditions(rule)]
    join = " or " if rule and "any" in rule else " and "
    return join.join(f"({one})" if len(said) > 1 and " or " in one else one for one in said)


def _said(one: Rule, takes: str) -> str:
    about = f"${{{one['question']}}}"
    if "in" in one:
        return " or ".join(_is(about, code, takes) for code in one["in"])
    if "at_least" in one:
        return f"{about} >= {one['at_least']}"
    if "answered" in one:
        return f"{about} != ''"
    denied = [
        f"not({_is(about, code, takes)})" if takes == "many" else f"{about} != '{code}'"
        for code in one.get("not_in", [])
    ]
    return " and ".join(denied)


def _is(about: str, code: str, takes: str) -> str:
    return f"selected({about}, '{code}')" if takes == "many" else f"{about} = '{code}'"
