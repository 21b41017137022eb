"""Comments on the Local Offer in each state: sent, published or not, answered, reported."""

import re

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import STAFF, staff_member
from tests.browser.visitor import Visitor
from tests.checked_client import field_value

PAGE = f"{AREA}/local-offer/comments/"
COMMENTS = f"{STAFF}/local-offer/comments/"
GOOD = {"kind": "missing", "words": "No club has a hoist.", "audience": "parent-carer", "helper": "friend"}
ONE = re.compile(r'href="(/liverpool/staff/local-offer/comments/\d+/)"')
ANSWER = re.compile(r'href="(/liverpool/staff/local-offer/comments/answers/\d+/)"')


def see_comment_states(app: flask.Flask, album: Album) -> None:
    """Visit all of them, as families in both ways of reading and as an officer."""
    _family(Visitor(app, album, "a family with a comment"), "")
    _family(Visitor(app, album, "a family with a comment in Easy Read"), "?easy=yes")
    officer = staff_member(app, album, Role.OFFICER)
    for name in ("waiting", "published", "not"):
        officer.page(f"{COMMENTS}?show={name}")
    waiting = ONE.findall(officer.page(COMMENTS))
    officer.page(waiting[0])
    officer.post_form(waiting[0], 422)
    officer.post_form(waiting[0], 303, decision="publish", new_group="Hoists")
    officer.page(waiting[0])
    officer.post_form(waiting[1], 303, decision="not", reason="one-person")
    officer.page(waiting[1])
    answer = ANSWER.findall(officer.page(COMMENTS))[0]
    officer.post_form(answer, 422, title="")
    fields = {"title": "Hoists", "response": "You are right.", "action": "We buy two."}
    fields |= {"action_on": "2027-04-01", "version": field_value(officer.page(answer), "version")}
    officer.post_form(answer, 303, **fields)
    officer.page(f"{COMMENTS}report/")
    officer.post_form(f"{COMMENTS}report/", 422, evidence="")
    officer.page(f"{COMMENTS}report/?begins=2026-09")
    Visitor(app, album, "a family who reads comments").crawl(PAGE, only="/local-offer/comments/")


def _family(family: Visitor, how: str) -> None:
    family.page(f"{PAGE}{how}")
    family.page(f"{PAGE}new/?kind=missing")
    family.post_form(f"{PAGE}new/", 422, words="")
    family.post_form(f"{PAGE}new/", 303, **GOOD)
    family.page(f"{PAGE}done/")
    family.post_form(f"{PAGE}call-back/", 422, contact="nobody")
    family.page(f"{AREA}/receipt/")
    family.post_form(f"{PAGE}clear/", 303, at=f"{PAGE}done/")
