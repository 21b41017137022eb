"""Champions in each state: named, asked, their list, corrected, replaced, ended."""

import re

import flask

from tests.browser.album import Album
from tests.browser.staff_states import STAFF
from tests.browser.visitor import Visitor

SERVICES = f"{STAFF}/local-offer/services/"
CHAMPIONS = f"{STAFF}/local-offer/champions/"
LINK = re.compile(r"(/\w+/local-offer/champion/\d+-\w+/)")
ROLE = {"role": "SENCO at Far Shore School", "email": "senco@far-shore.example.org"}


def see_champion_states(app: flask.Flask, album: Album, officer: Visitor) -> None:
    """An officer names a champion, who checks one entry and corrects it; another takes over, and ends."""
    without = officer.page(f"{CHAMPIONS}without/")
    found = re.search(rf"{CHAMPIONS}name/organisation/\d+/", without)
    assert found is not None
    officer.page(found.group())
    officer.post_form(found.group(), 422, role="", email="nobody")
    own = str(officer.post_form(found.group(), 303, **ROLE).location)
    officer.page(f"{CHAMPIONS}name/service/1/")
    address = _link(officer.page(own))
    officer.post_form(f"{own}remind/", 303, at=own)
    officer.page(CHAMPIONS)
    champion = Visitor(app, album, "a champion of the Local Offer")
    page = champion.page(address)
    number = re.search(r"/correct/(\d+)/", page)
    assert number is not None
    correcting = f"{address}correct/{number.group(1)}/"
    champion.post_form(correcting, 422, name="")
    champion.post_form(correcting, 303, name="Talking morning", plain_summary="")
    champion.page(address)
    champion.page(f"{address}stop/")
    champion.post_form(f"{address}stop/", 200)
    officer.page(own)
    officer.post_form(f"{own}replace/", 422, role="", email="")
    other = str(officer.post_form(f"{own}replace/", 303, **ROLE).location)
    champion.page(address, 410)
    champion.page(f"{address}stop/")
    officer.page(own)
    officer.page(f"{other}end/")
    officer.post_form(f"{other}end/", 303)


def _link(page: str) -> str:
    found = LINK.search(page)
    assert found is not None
    return found.group(1)
