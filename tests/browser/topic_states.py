"""The states of topics: posted, talked about, moderated, proposed by a youth moderator, answered."""

import re
from datetime import timedelta

import flask

from portal.accounts.roles import Role
from portal.core import clock
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.asking_states import see_asking_states
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

TOPICS = f"{AREA}/staff/topics/"
DESK = f"{AREA}/staff/moderation/"
TURN = re.compile(r'name="turn" value="(\d+)"')
COMMENT = re.compile(r"/staff/moderation/(\d+)/")


def see_topic_states(app: flask.Flask, album: Album) -> None:
    """The forum and young people each post a topic, families talk, and each state is looked at."""
    forum = staff_member(app, album, Role.FORUM_MODERATOR)
    topic = _posted(forum, "What would help in the holidays", "forum")
    _talk(app, album)
    _moderate(forum)
    _behind_glass(staff_member(app, album, Role.AREA_ADMIN), topic)
    _young(app, album, forum)
    see_asking_states(app, album)
    forum.post_form(f"{topic}answer/", 422, at=topic, answer="")
    forum.post_form(f"{topic}answer/", 303, at=topic, answer="Two clubs open in August.")
    for role in (Role.FORUM_MODERATOR, Role.OFFICER):
        staff_member(app, album, role).crawl(TOPICS, DESK, only="/staff/(topics|moderation)/")
    family = Visitor(app, album, "a family that reads topics")
    family.crawl(f"{AREA}/topics/", only="/topics/")
    easy = Visitor(app, album, "a family that reads topics", "easy")
    easy.page(f"{AREA}/topics/?easy=yes")
    easy.page(f"{AREA}/topics/what-would-help-in-the-holidays/")
    _press_same(Visitor(app, album, "a family to whom it is the same"))


def _press_same(family: Visitor) -> None:
    """A reader says "same for me" of a young person's words."""
    topic = f"{AREA}/topics/where-can-we-swim/"
    (number,) = re.findall(r"/same/(\d+)/", family.page(topic))
    family.post_form(f"{topic}same/{number}/", 303, at=topic)
    family.page(topic)


def _posted(moderator: Visitor, title: str, space: str, stage: str = "open") -> str:
    """The page for staff of a topic that is posted now."""
    moderator.post_form(f"{TOPICS}new/", 422)
    today = clock.today()
    typed = {
        "space": space,
        "title": title,
        "summary": "A short break is time off.",
        "easy_summary": "A break is time off.",
        "can_change": "The days and the places.",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=30)).isoformat(),
        "papers": "The plan https://example.org/plan",
        "picture": "",
    }
    topic = str(moderator.post_form(f"{TOPICS}new/", 303, **typed).location)
    moderator.page(topic)
    moderator.page(f"{topic}edit/")
    moderator.post_form(f"{topic}stage/", 303, at=topic, stage=stage)
    return topic


def _talk(app: flask.Flask, album: Album) -> None:
    """One comment in words and one in Easy Read; the first family looks at every way to leave."""
    topic = f"{AREA}/topics/what-would-help-in-the-holidays/"
    family = Visitor(app, album, "a family with something to say")
    family.page(topic)
    family.post_form(topic, 422, words="")
    words = "Mrs Lark said no. Ring 07700 900123, or write to jo@example.org."
    family.post_form(topic, 303, words=words, audience="parent-carer", head_count="6-10")
    family.page(f"{topic}done/")
    family.page(f"{topic}call-back/")
    family.post_form(f"{topic}call-back/", 422, contact="never")
    family.post_form(f"{topic}clear/", 303, at=f"{topic}done/")
    family.page(f"{topic}cleared/")
    easy = Visitor(app, album, "a family with something to say", "easy")
    easy.page(f"{topic}?easy=yes")
    for said in ("Two days a week would help.", "Two days a week would help us."):
        easy.post_form(topic, 303, words=said, audience="young-person", head_count="")
    easy.page(f"{topic}done/")


def _moderate(forum: Visitor) -> None:
    """The first comment has words taken out, the second is shown, the third is not."""
    first, second, third = sorted({int(number) for number in COMMENT.findall(forum.page(DESK))})[-3:]
    forum.post_form(f"{DESK}next/", 303, at=DESK)
    page = f"{DESK}{first}/"
    forum.post_form(f"{page}decide/", 422, at=page, turn=_turn(forum, page), act="publish")
    forum.post_form(
        f"{page}take-out/", 422, at=page, turn=_turn(forum, page), words="nowhere", reason="name"
    )
    forum.post_form(
        f"{page}take-out/", 303, at=page, turn=_turn(forum, page), words="Mrs Lark", reason="name"
    )
    forum.post_form(f"{page}take-out-details/", 303, at=page, turn=_turn(forum, page))
    forum.page(page)
    for number, choice in (
        (first, {"act": "publish"}),
        (second, {"act": "publish"}),
        (third, {"act": "refuse", "code": "same-again"}),
    ):
        page = f"{DESK}{number}/"
        forum.post_form(f"{page}decide/", 303, at=page, turn=_turn(forum, page), **choice)
        forum.page(page)


def _behind_glass(admin: Visitor, topic: str) -> None:
    """An admin reads what the forum does not show: a reason first."""
    listed = admin.page(f"{topic}not-shown/")
    number = re.findall(r"/staff/topics/not-shown/(\d+)/", listed)[0]
    path = f"{TOPICS}not-shown/{number}/"
    admin.post_form(path, 422, reason="")
    admin.page(str(admin.post_form(path, 303, reason="The court asks for it.").location))


def _young(app: flask.Flask, album: Album, forum: Visitor) -> None:
    """A youth moderator offers a topic; an adult opens it, and confirms what is proposed of a comment."""
    youth = staff_member(app, album, Role.YOUTH_MODERATOR)
    topic = _posted(youth, "Where can we swim", "youth")
    youth.page(topic)
    forum.page(topic)
    forum.post_form(f"{topic}return/", 422, at=topic, why="")
    forum.post_form(f"{topic}stage/", 303, at=topic, stage="open")
    family = Visitor(app, album, "a young person")
    page = f"{AREA}/topics/where-can-we-swim/"
    family.post_form(page, 303, words="At the lido.", audience="young-person", head_count="")
    number = max(int(one) for one in COMMENT.findall(youth.page(DESK)))
    page = f"{DESK}{number}/"
    youth.post_form(f"{page}decide/", 303, at=page, turn=_turn(youth, page), act="publish")
    youth.page(page)
    forum.page(page)
    forum.post_form(f"{page}confirm/", 303, at=page, turn=_turn(forum, page))


def _turn(moderator: Visitor, page: str) -> str:
    """How the comment stands on its page now."""
    return str(TURN.findall(moderator.page(page))[0])
