"""The states of what families ask of moderators: an appeal, a report, an idea, and the house rules."""

import re

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

DESK = f"{AREA}/staff/moderation/"
TOPIC = f"{AREA}/topics/what-would-help-in-the-holidays/"
RECEIPT = f"{AREA}/receipt/"
COMMENT = re.compile(r"/staff/moderation/(\d+)/")
TURN = re.compile(r'name="turn" value="(\d+)"')


def see_asking_states(app: flask.Flask, album: Album) -> None:
    """Before the topic is answered: a refusal is appealed, a comment reported, an idea read."""
    forum = staff_member(app, album, Role.FORUM_MODERATOR)
    _appeal(app, album, forum)
    _report(app, album, forum)
    _idea(app, album, forum)
    reader = Visitor(app, album, "a family that reads the rules")
    reader.page(f"{AREA}/moderation/")
    reader.page(f"{AREA}/moderation/?easy=yes")
    forum.crawl(DESK, only="/staff/moderation/")


def _appeal(app: flask.Flask, album: Album, forum: Visitor) -> None:
    family = Visitor(app, album, "a family that asks again")
    family.post_form(TOPIC, 303, words="Nobody ever listens.", audience="parent-carer", head_count="")
    page = f"{DESK}{max(int(one) for one in COMMENT.findall(forum.page(DESK)))}/"
    turn = TURN.findall(forum.page(page))[0]
    forum.post_form(f"{page}decide/", 303, at=page, turn=turn, act="refuse", code="insult")
    found = re.search(r'href="([^"]*/topics/appeals/\d+/)"', family.page(RECEIPT))
    assert found is not None
    family.page(found[1])
    family.post_form(found[1], 303, words="It is what happened.")
    family.page(RECEIPT)
    # who decided reads the newest too, and is told that somebody else answers
    forum.page(re.findall(rf"{DESK}appeals/\d+/", forum.page(f"{DESK}appeals/"))[-1])


def _report(app: flask.Flask, album: Album, forum: Visitor) -> None:
    reader = Visitor(app, album, "a family that reports")
    found = re.search(r'href="([^"]*/report/\d+/)"', reader.page(TOPIC))
    assert found is not None
    reader.post_form(found[1], 422)
    reader.post_form(found[1], 303, kind="unkind")
    number = found[1].rstrip("/").rpartition("/")[2]
    forum.page(f"{DESK}{number}/")


def _idea(app: flask.Flask, album: Album, forum: Visitor) -> None:
    family = Visitor(app, album, "a family with an idea")
    page = f"{AREA}/topics/suggest/"
    family.post_form(page, 422, words="")
    family.post_form(page, 303, words="Talk about buses.", space="forum", audience="parent-carer")
    family.page(f"{page}done/")
    idea = re.findall(rf"{DESK}ideas/\d+/", forum.page(f"{DESK}ideas/"))[-1]
    forum.page(idea)
    forum.post_form(idea, 422, state="joined", topic="", code="", note="")
