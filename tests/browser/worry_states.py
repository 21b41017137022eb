"""Safeguarding in every state that has a page: worried colleagues, words, cover, drills, figures."""

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor
from tests.checked_client import field_value

BASE = "/liverpool/staff/safeguarding/"
KIND = f"{BASE}words/harm-by-others/"


def see_worry_states(app: flask.Flask, album: Album) -> None:
    """The pages round the locked list, each as it is used and refused."""
    lead = staff_member(app, album, Role.SAFEGUARDING_LEAD)
    _words(lead)
    cover = f"{BASE}cover/"
    lead.page(cover)
    lead.post_form(f"{cover}hand-over/", 422, at=cover)
    lead.post_form(f"{cover}turns/", 422, at=cover, first="2027-01-02", last="2027-01-01")
    lead.post_form(f"{cover}phone/", 422, at=cover, phone="999")
    lead.page(f"{BASE}drills/")
    lead.post_form(f"{BASE}drills/", 303)
    lead.page(BASE)
    lead.page(f"{BASE}drills/")
    staff_member(app, album, Role.BOARD_VIEWER).page(f"{BASE}figures/")


def _words(lead: Visitor) -> None:
    lead.page(f"{BASE}words/")
    lead.post_form(f"{BASE}words/try/", 200, at=f"{BASE}words/", sentence="My uncle hits me.")
    seen = field_value(lead.page(KIND), "seen")
    lead.post_form(KIND, 422, seen=seen)
    lead.post_form(KIND, 303, seen=seen, phrase="blue cupboard", part="3")
    lead.page(KIND)
