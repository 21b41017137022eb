"""The states of sorting: many at once, a view, a range, the frame with a refused form, a sample."""

import re

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.staff_states import STAFF, staff_member
from tests.browser.visitor import Visitor

FRAME, AGREEMENT, LIST = f"{STAFF}/frame/", f"{STAFF}/agreement/", f"{STAFF}/feedback/"


def see_sorting_states(app: flask.Flask, album: Album) -> None:
    """The analyst at work: the list as a desk, the frame, the second sample."""
    analyst = staff_member(app, album, Role.ANALYST)
    _the_list(analyst, re.findall(r'name="items" value="(\d+)"', analyst.page(LIST))[:2])
    analyst.page(FRAME)
    analyst.post_form(f"{FRAME}new/", 422, theme="health", name="", note="")
    for sub in sorted(set(re.findall(rf"{FRAME}[a-z-]+/", analyst.page(FRAME)))):
        analyst.page(sub)
    analyst.post_form(f"{FRAME}late-plans/split/", 422, at=f"{FRAME}late-plans/", names="One", note="")
    analyst.post_form(AGREEMENT, 422, size="0")
    _suggestions(analyst)
    for sample in sorted(set(re.findall(rf"{AGREEMENT}\d+/", analyst.page(AGREEMENT)))):
        if f"{sample}code/" in analyst.page(sample):
            analyst.page(f"{sample}code/")


def _the_list(analyst: Visitor, items: list[str]) -> None:
    analyst.post_form(f"{LIST}sort-many/", 303, at=LIST, items=items, themes=["health"], labels="by many")
    analyst.post_form(f"{LIST}views/?stance=works", 303, at=LIST, name="What works")
    analyst.post_form(f"{LIST}take/?state=to-read", 303, at=LIST)
    analyst.page(f"{LIST}?state=to-read")
    officer = staff_member(analyst.application, analyst.album, Role.OFFICER)
    held = re.findall(rf"{LIST}\d+/", officer.page(f"{LIST}?state=to-read"))
    officer.page(held[0])
    analyst.post_form(f"{LIST}give-back/", 303, at=LIST)


def _suggestions(analyst: Visitor) -> None:
    """Off, on with nothing learned, learned, and a comment with suggestions."""
    page = f"{STAFF}/suggestions/"
    analyst.page(page)
    analyst.post_form(f"{page}switch/", 303, at=page, on="yes")
    analyst.post_form(f"{page}learn/", 303, at=page)
    analyst.page(page)
    for item in re.findall(rf'"({LIST}\d+/)', analyst.page(LIST))[:3]:
        analyst.page(item)
