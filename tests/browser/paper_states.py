"""The states of places and paper: an event added, a batch keyed, checked, settled, signed."""

import re
from typing import Any

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor
from tests.checked_client import field_value

PLACES, PAPER = f"{AREA}/staff/places/", f"{AREA}/staff/paper/"
CHANNELS = f"{AREA}/staff/channels/"
FIRST = {"a-about.plan": "ehcp", "a-plan.heard": "agree-lot", "w-open.best": "The nurse is kind."}
LONG = {**FIRST, "w-open.best": "so " * 2000}
SECOND = {"a-about.plan": "ehcp", "a-plan.heard": "disagree-lot"}


def see_paper_states(app: flask.Flask, album: Album) -> None:
    """An officer and someone who keys take a batch all the way; calls and places beside it."""
    officer = staff_member(app, album, Role.OFFICER)
    keyer = staff_member(app, album, Role.DATA_ENTRY)
    _places(officer)
    batch = _make(officer, "paper", "3")
    _keying(keyer, batch)
    _checking(officer, keyer, batch)
    _signing(officer, keyer, batch)
    calls = _make(keyer, "phone", "")
    keyer.page(str(keyer.post_form(f"{calls}forms/", 303, at=calls).location))
    for who in (officer, keyer):
        who.crawl(PAPER, PLACES if who is officer else PAPER, only="/staff/paper/|/staff/places/")
    officer.crawl(CHANNELS, only="/staff/channels/")


def _places(officer: Visitor) -> None:
    officer.post_form(f"{PLACES}add/", 422)
    day = {"kind": "event", "name": "SEND day", "address": "The hall", "starts_on": "2026-03-01"}
    poster = str(officer.post_form(f"{PLACES}add/", 303, ends_on="2099-03-01", **day).location)
    officer.page(poster)
    place = poster.removesuffix("poster/")
    officer.post_form(place, 422, version="1", **day)
    officer.post_form(f"{place}end/", 303)


def _make(who: Visitor, how: str, handed_out: str) -> str:
    who.post_form(f"{PAPER}make/", 422)
    what = re.findall(r'<option value="(survey-wave/\d+/standard)"', who.page(f"{PAPER}make/"))[-1]
    asked = {"what": what, "how": how, "handed_out": handed_out, "place": "0", "title": "Coffee morning"}
    batch = str(who.post_form(f"{PAPER}make/", 303, **asked).location)
    who.page(batch)
    who.page(f"{batch}form/")
    return batch


def _saved(who: Visitor, page: str, status: int, version: str = "", **fields: Any) -> None:
    who.post_form(page, status, version=version or field_value(who.page(page), "version"), **fields)


def _keying(keyer: Visitor, batch: str) -> None:
    form = str(keyer.post_form(f"{batch}forms/", 303, at=batch).location)
    _saved(keyer, form, 422, **LONG)
    _saved(keyer, form, 303, part="1", **FIRST)
    keyer.page(batch)
    _saved(keyer, form, 409, version="1", done="1")
    _saved(keyer, form, 303, done="1", **FIRST)
    _saved(keyer, form, 422, **SECOND)
    keyer.post_form(f"{form}take-out/", 422)
    keyer.post_form(f"{batch}finish/", 409, at=batch)
    keyer.post_form(f"{batch}figures/", 422, handed_out="3", returned="4", spoilt="0")
    keyer.post_form(f"{batch}figures/", 303, handed_out="3", returned="2", spoilt="1")
    keyer.post_form(f"{batch}figures/", 303, handed_out="4", returned="2", spoilt="1", why="One more")
    keyer.post_form(f"{batch}finish/", 303, at=batch)
    keyer.page(batch)


def _checking(officer: Visitor, keyer: Visitor, batch: str) -> None:
    found = re.search(rf"{batch}forms/\d+/check/", officer.page(batch))
    assert found is not None
    check = found[0]
    keyer.page(check, 409)
    _saved(officer, check, 422, done="1", **SECOND)
    _saved(officer, check, 303, done="1", **SECOND, **{"a-open.best": "not-same"})
    officer.page(batch)
    settle = check.replace("/check/", "/settle/")
    _saved(officer, settle, 422)
    _saved(officer, settle, 303, **{"a-plan.heard": "second", "w-open.best": "The nurse was kind."})


def _signing(officer: Visitor, keyer: Visitor, batch: str) -> None:
    keyer.page(batch)
    keyer.post_form(f"{batch}sign/", 303, at=batch)
    keyer.page(batch)
    keyer.post_form(f"{batch}outside/", 422)
    officer.post_form(f"{batch}sign/", 303, at=batch)
    officer.page(batch)
    officer.post_form(f"{batch}open-again/", 422)
    officer.post_form(f"{batch}open-again/", 303, why="One form belongs to the other pile")
    officer.post_form(f"{batch}give-up/", 422)
    officer.post_form(f"{batch}give-up/", 303, why="The pile was lost")
    officer.page(batch)
