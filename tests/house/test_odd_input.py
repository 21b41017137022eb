"""Odd input in every form: null bytes, odd numbers, fields sent twice or unknown never break a page."""

from html.parser import HTMLParser

import flask
import pytest

from tests.house.planted import Planted
from tests.house.test_looking_changes_nothing import owner
from tests.house.visits import Caller, Visit, path_of, visits

pytestmark = pytest.mark.house
ODD = {
    "null bytes": "a\x00b",
    "a number too large": str(10**30),
    "another line": "-1\u202e\r\nBcc: b@example.org",
}
TYPED = {"text", "search", "email", "tel", "number", "password", "date", "hidden"}
KEPT = {"csrf_token"}


class Fields(HTMLParser):
    """The fields of every form of a page: what can be typed, and one choice of each that is chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.typed: set[str] = set()
        self.chosen: dict[str, str] = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.chosen[self.select] = given.get("value", "")
        elif tag == "textarea" or (tag == "input" and given.get("type", "text") in TYPED):
            self.typed.add(name)
        elif tag == "input":
            self.chosen.setdefault(name, given.get("value", "on"))


def posts(app: flask.Flask) -> list[Visit]:
    """Every POST of the app."""
    return [visit for visit in visits(app) if visit.method == "POST"]


def fields_of(caller: Caller, visit: Visit, path: str) -> Fields:
    """The fields of the page that a POST comes from, where it has one at its own address."""
    found = Fields(caller.make(visit, path, method="GET").text)
    found.typed -= KEPT
    return found


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_text_in_every_field_is_taken_or_refused_and_never_breaks(
    house: flask.Flask, planted: Planted, odd: str
) -> None:
    callers: dict[str, Caller] = {}
    for visit in posts(house):
        kind = owner(visit.endpoint)
        caller = callers.setdefault(kind, Caller(house, kind, planted))
        path, usual = path_of(visit, planted), caller.fields
        found = fields_of(caller, visit, path)
        token = {"csrf_token": usual["csrf_token"]}
        sent = usual | found.chosen | dict.fromkeys(found.typed, odd) | token | {"surprise": odd}
        doubled = {name: [text, text] for name, text in sent.items() if name not in KEPT}
        for fields in (sent, doubled | token):
            caller.fields = fields
            assert caller.make(visit, path).status_code < 500, f"{visit} with {odd[:40]!r}"
        caller.fields = usual
