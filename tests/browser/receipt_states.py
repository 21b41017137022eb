"""The states of a receipt: several acts, read, a note and its answer, quoting, e-mails, taken back."""

import re

import flask
from sqlalchemy import select

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.receipts.note_actions import leave_note
from portal.receipts.telling.models import TellMe
from portal.receipts.telling.rounds import take_up_wishes
from portal.receipts.telling.tokens import Link, token_for
from tests.browser.album import Album
from tests.browser.answering import AREA, code_on, start_of
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

PAGE = f"{AREA}/receipt/"
WORDS = "The club on Saturday could open one hour longer."
FIRST, SECOND = "parents-and-carers", "young-people"


def see_receipt_states(app: flask.Flask, album: Album) -> None:
    """A family with two acts on one code, in words and in Easy Read."""
    for mode in ("standard", "easy"):
        family = Visitor(app, album, "a family with two acts", mode)
        said = f"{WORDS} ({mode})"
        code = _send(family, FIRST, said)
        _send(family, SECOND)
        family.page(f"{PAGE}add/")
        family.post_form(f"{PAGE}add/", 422, code="one two")
        family.post_form(f"{PAGE}add/", 303, code=code)
        _read(app, album, said)
        family.post_form(PAGE, 303, at="/account/sign-in/", code=code)
        _choose(family)
        _tell_me(app, family)
        family.page(f"{PAGE}take-back/")
        act = _number(family.page(PAGE), "take-back")
        family.page(f"{PAGE}take-back/{act}/")
        family.post_form(f"{PAGE}take-back/{act}/", 303)
        family.page(PAGE)


def _send(family: Visitor, survey: str, words: str = "") -> str:
    start = start_of(survey)
    family.post_form(start, 303, mode=family.mode)
    if words:
        family.post_form(f"{start}questions/open.best/", 303, words=words)
    family.post_form(f"{start}check/", 303)
    return code_on(family.page(f"{start}done/"))


def _read(app: flask.Flask, album: Album, words: str) -> None:
    """An officer reads them, meets the note's form with its advice, and leaves two notes."""
    with app.app_context(), transaction():
        item = db.session.scalars(select(FeedbackItem).where(FeedbackItem.words == words)).one()
        feedback.mark_read(item=item, by=1, at=clock.now())
        leave_note(item=item, words="We asked the club.\nWhich day is best?", by=1, at=clock.now())
        number = item.id
    officer = staff_member(app, album, Role.OFFICER)
    path = f"{AREA}/staff/feedback/{number}/"
    stamp = re.search(r'name="stamp" value="(\w+)"', officer.page(path))
    assert stamp is not None
    hard = "The EHCP coordinator will facilitate multidisciplinary communication opportunities."
    for note, status in (("See www.example.org", 422), (hard, 422), ("Thank you for this.", 303)):
        officer.post_form(f"{path}note/", status, at=path, words=note, stamp=stamp[1])
    officer.page(path)


def _choose(family: Visitor) -> None:
    page = family.page(PAGE)
    note = _number(page, "answer")
    family.post_form(f"{PAGE}answer/{note}/", 422, at=PAGE, words="")
    family.post_form(f"{PAGE}answer/{note}/", 303, at=PAGE, words="Monday is best.")
    family.post_form(f"{PAGE}quote/{_number(page, 'quote')}/", 303, at=PAGE, quote="yes")
    family.page(PAGE)


def _tell_me(app: flask.Flask, family: Visitor) -> None:
    """Both links, each before and after the button is pressed."""
    family.post_form(f"{PAGE}tell-me/", 422, at=PAGE, email="nobody")
    family.post_form(f"{PAGE}tell-me/", 303, at=PAGE, email=f"{family.mode}@example.org")
    with app.app_context():
        take_up_wishes(clock.now())
        one = db.session.scalars(select(TellMe)).one()
        links = {link: token_for(link, one.area_id, one.id) for link in Link}
    confirm, stop = f"{PAGE}tell-me/yes/{links[Link.CONFIRM]}/", f"{PAGE}tell-me/stop/{links[Link.STOP]}/"
    family.post_form(confirm, 303)
    family.page(confirm)
    family.post_form(stop, 200)
    family.page(stop)
    family.page(confirm)


def _number(page: str, act: str) -> str:
    found = re.search(rf"/receipt/{act}/(\d+)/", page)
    assert found is not None, act
    return found[1]
