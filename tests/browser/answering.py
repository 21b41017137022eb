"""A family on the portal without a screen: answers a survey to its end, with every mistake on the way."""

import html
import re
from typing import Any

import flask

from tests.browser.album import Album
from tests.browser.visitor import Visitor
from tests.page_rules import Page

AREA = "/liverpool"
TOO_LONG = "a" * 5001
CODE = re.compile(r"<span>(\w+)</span>")


def start_of(survey: str) -> str:
    """The start page of a survey."""
    return f"{AREA}/surveys/{survey}/"


def answer_everything(visitor: Visitor, survey: str) -> None:
    """From the start to the check page; each question first gets an answer that is refused."""
    start = start_of(survey)
    visitor.post_form(start, 422)
    path = _go(visitor, start, mode=visitor.mode)
    while "/questions/" in path:
        page = visitor.page(path)
        if 'name="words"' in page:
            visitor.post_form(path, 422, words=TOO_LONG)
            path = _go(visitor, path, words="The taxi was late again. a < b & 😀")
        elif choices := choices_of(page):
            visitor.post_form(path, 422, answer="nonsense")
            path = _go(visitor, path, answer=choices[:1])
        else:
            path = _go(visitor, path)
    assert path == f"{start}check/"


def choices_of(page: str) -> list[str]:
    """The answers a question page offers, in order."""
    inputs = [values for tag, values in Page(page).tags if tag == "input"]
    return [values["value"] for values in inputs if values.get("name") == "answer"]


def code_on(page: str) -> str:
    """The five words on a page."""
    ticket = page.partition('class="ticket__code"')[2].partition("</p>")[0]
    words = [html.unescape(word) for word in CODE.findall(ticket)]
    assert len(words) == 5, words
    return " ".join(words)


def answer_and_leave(app: flask.Flask, album: Album, survey: str, mode: str) -> None:
    """Answer in one mode, look at everything while it is open, save, come back by code, send, leave."""
    visitor = Visitor(app, album, f"a family answering {survey}", mode)
    start = start_of(survey)
    answer_everything(visitor, survey)
    visitor.crawl(f"{start}check/", start, only=f"^{start}|/static/")
    code = _save(visitor, start)
    again = Visitor(app, album, "a family with a code", mode)
    _open_receipt(again, code)
    again.crawl(f"{AREA}/receipt/", only="/receipt/|/surveys/")
    _change_mode(again, start)
    again.post_form(f"{start}check/", 303)
    again.crawl(f"{start}done/", only=f"{start}|/receipt/")
    _ask_for_a_call(again, start)
    again.post_form(f"{start}clear/", 303, at=f"{start}done/")
    again.page(f"{start}cleared/")
    _open_receipt(again, code)
    _take_back(again)


def _go(visitor: Visitor, path: str, **fields: Any) -> str:
    return str(visitor.post_form(path, 303, **fields).location)


def _save(visitor: Visitor, start: str) -> str:
    saved = visitor.post_form(f"{start}stop/", 303, at=f"{start}check/").location
    page = visitor.page(saved)
    return code_on(page)


def _open_receipt(visitor: Visitor, code: str) -> None:
    path = f"{AREA}/receipt/"
    visitor.post_form(path, 422, code="one two")
    visitor.post_form(path, 422, code="")
    visitor.post_form(path, 303, code=code)
    visitor.page(path)


def _change_mode(visitor: Visitor, start: str) -> None:
    """Go on from the code in another mode: answers of the mode before are shown in words."""
    page = visitor.page(f"{AREA}/receipt/")
    act = re.search(rf"{AREA}/receipt/go-on/\d+/", page)
    assert act is not None
    question = visitor.post_form(act[0], 303, at=f"{AREA}/receipt/").location
    other = "standard" if visitor.mode != "standard" else "easy"
    there = visitor.post_form(f"{start}mode/", 303, at=question, mode=other, key="plan.heard").location
    visitor.page(there)
    visitor.post_form(f"{start}mode/", 303, at=there, mode=visitor.mode)


def _ask_for_a_call(visitor: Visitor, start: str) -> None:
    visitor.post_form(f"{start}call-back/", 422, contact="x")
    visitor.post_form(f"{start}call-back/", 303, contact="0151 496 0000")
    visitor.page(f"{start}done/")


def _take_back(visitor: Visitor) -> None:
    page = visitor.page(f"{AREA}/receipt/")
    act = re.search(rf"{AREA}/receipt/take-back/\d+/", page)
    assert act is not None
    visitor.post_form(act[0], 303)
    visitor.page(f"{AREA}/receipt/")
