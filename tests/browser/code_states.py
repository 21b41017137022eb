"""The states of cards with codes: made, shown, printed, used by a family, lost, and void."""

import re

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

CODES = f"{AREA}/staff/codes/"
CARD = re.compile(r'class="card__code"><span>(\w+)</span> <span>(\w+)</span> <span>(\w+)</span>')


def see_code_states(app: flask.Flask, album: Album) -> None:
    """An officer makes cards for a survey, a family opens one, and the rest is made void."""
    officer = staff_member(app, album, Role.OFFICER)
    officer.post_form(f"{CODES}make/", 422)
    opens = re.findall(r'<option value="([^"]+/\d+)"', officer.page(f"{CODES}make/"))
    asked = {"opens": opens[0], "count": "12", "title": "Coffee morning"}
    batch = str(officer.post_form(f"{CODES}make/", 303, **asked).location)
    officer.page(batch)
    words = [" ".join(card) for card in CARD.findall(officer.page(f"{batch}sheet/"))]
    _use(app, album, words[0])
    officer.post_form(f"{batch}void-one/", 422, at=batch, code="one two three")
    officer.post_form(f"{batch}void-one/", 303, at=batch, code=words[1])
    officer.post_form(f"{batch}printed/", 303, at=batch)
    officer.post_form(f"{batch}void/", 303)
    officer.crawl(CODES, batch, only="/staff/codes/")


def _use(app: flask.Flask, album: Album, words: str) -> None:
    family = Visitor(app, album, "a family with a card")
    family.page("/v/")
    family.post_form("/v/", 422, code="one two three")
    family.page("/v/one-two-three/", 404)
    start = str(family.post_form("/v/", 303, code=words).location)
    family.crawl(start, only="/surveys/")
