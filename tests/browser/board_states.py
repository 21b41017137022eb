"""The states of the board: a promise written, refused, published, updated, signed, and what readers do."""

import re

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

STAFF = f"{AREA}/staff/board/"
BOARD = f"{AREA}/you-said-we-did/"
WORDS = {
    "title": "A place to calm down",
    "theme": "learning-inclusion",
    "said": "School is too loud.",
    "done": "Each school gets a quiet room.",
    "easy_said": "School is loud.",
    "easy_done": "You get a quiet room.",
    "body": "Schools",
}


def see_board_states(app: flask.Flask, album: Album) -> None:
    """An officer writes and updates a promise, the forum signs, families read."""
    officer = staff_member(app, album, Role.OFFICER)
    officer.post_form(f"{STAFF}add/", 422)
    entry = str(officer.post_form(f"{STAFF}add/", 303, **WORDS).location)
    officer.post_form(f"{entry}publish/", 303, at=entry, version=_version(officer, entry))
    officer.post_form(f"{entry}update/", 422, words="")
    seen = _version(officer, f"{entry}update/")
    officer.post_form(f"{entry}update/", 303, version=seen, state="done", words="It is ready.")
    officer.post_form(f"{entry}evidence/", 422, ref="")
    officer.page(f"{STAFF}quotes/")
    officer.crawl(f"{AREA}/staff/answered/", only="/staff/answered/")
    officer.crawl(STAFF, entry, only="/staff/board/")
    forum = staff_member(app, album, Role.FORUM_MODERATOR)
    forum.post_form(f"{entry}sign/", 422, verdict="not-yet")
    forum.post_form(f"{entry}sign/", 303, verdict="not-yet", words="Two rooms are locked.")
    family = Visitor(app, album, "a family at the board")
    page = f"{BOARD}a-place-to-calm-down/"
    family.post_form(f"{page}difference/", 422, at=page)
    family.crawl(BOARD, f"{BOARD}?show=late", f"{BOARD}block/", only="/you-said-we-did/")
    officer.post_form(f"{AREA}/staff/how-we-work-together/", 422, words="")
    officer.page(f"{AREA}/staff/how-we-work-together/")
    family.crawl(f"{AREA}/how-we-work-together/?after=topic", only="/how-we-work-together/")
    family.post_form(f"{AREA}/how-we-work-together/rating/", 422, at=f"{AREA}/how-we-work-together/")
    family.page(f"{BOARD}?easy=yes")
    family.page(f"{AREA}/how-we-work-together/")
    family.page(f"{AREA}/strategy/liverpool-2023/liverpool-2023-p1/")
    family.page(page)
    family.post_form(f"{page}difference/", 303, at=page, answer="a-bit")
    box = f"{page}difference/words/"
    family.page(box)
    family.post_form(box, 422, words="")
    family.post_form(box, 303, words="The room is still loud.", audience="parent-carer")
    family.page(f"{box}kept/")
    call = f"{page}difference/call-back/"
    family.page(call)
    family.post_form(call, 422, contact="nobody")


def see_consultation_states(app: flask.Flask, album: Album) -> None:
    """An officer looks at consultations; families read the open one and the decided one."""
    officer = staff_member(app, album, Role.OFFICER)
    staff = f"{AREA}/staff/consultations/"
    officer.post_form(f"{staff}add/", 422, title="")
    officer.post_form(f"{staff}learning/", 422, number="x")
    officer.crawl(staff, only="/staff/consultations/")
    officer.page(f"{AREA}/staff/for-the-board/")
    officer.page(f"{AREA}/staff/reports/")
    family = Visitor(app, album, "a family asked before a decision")
    family.crawl(f"{AREA}/consultations/", only="/consultations/")
    family.crawl(f"{AREA}/reports/", only="/reports/")
    family.page(f"{AREA}/consultations/?easy=yes")
    report = re.search(r"/reports/(\d+)/", family.page(f"{AREA}/reports/"))
    assert report is not None
    family.page(f"{AREA}/reports/{report[1]}/")
    family.page(f"{AREA}/consultations/short-breaks-from-next-spring/")


def _version(visitor: Visitor, address: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', visitor.page(address))
    assert found is not None
    return found[1]
