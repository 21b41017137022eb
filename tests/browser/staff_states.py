"""The states of staff's pages that no link leads to: refused forms, one-time links, work being done."""

import re
from pathlib import Path
from typing import Any

import flask

from portal.accounts.roles import Role
from portal.core.worker.running import run_waiting
from portal.demo.plant import PASSWORD
from tests.browser.album import Album
from tests.browser.answering import AREA, start_of
from tests.browser.visitor import Visitor
from tests.checked_client import field_value

SIGN_IN = "/account/sign-in/"
STAFF = f"{AREA}/staff"
WORRY = "He hits me when nobody is there."
DETAILS = "Ask Mrs Example on 07700 900123 or at mum@example.org about the taxi. The taxi is late."
FORMATS = ("xlsx", "csv", "insp-docx")


def staff_member(app: flask.Flask, album: Album, role: Role, area: str = "liverpool") -> Visitor:
    """Someone of the demonstration, signed in through the real form."""
    visitor = Visitor(app, album, role.value)
    email = f"{role.value.replace(' ', '.')}@{area}.example.org"
    visitor.post_form(SIGN_IN, 303, email=email, password=PASSWORD)
    return visitor


def see_staff_states(app: flask.Flask, album: Album) -> None:
    """Visit all of them, each as the person who would."""
    _mistakes(app, album)
    _joining(app, album)
    _working_in_two_areas(app, album)
    tell(app, album, DETAILS)
    _sorting(app, album)
    tell(app, album, WORRY)
    _worries(app, album)
    _files(app, album)


def tell(app: flask.Flask, album: Album, words: str) -> None:
    """A family sends one sentence and asks for a call."""
    family, start = Visitor(app, album, "a family"), start_of("parents-and-carers")
    family.post_form(start, 303, mode="standard")
    family.post_form(f"{start}questions/open.best/", 303, words=words)
    family.post_form(f"{start}check/", 303)
    family.post_form(f"{start}call-back/", 303, contact="0151 496 0000")


def _mistakes(app: flask.Flask, album: Album) -> None:
    stranger = Visitor(app, album, "a family")
    stranger.post_form(SIGN_IN, 422, email="", password="")
    stranger.post_form(SIGN_IN, 422, email="nobody@example.org", password="wrong")
    admin = staff_member(app, album, Role.AREA_ADMIN)
    admin.post_form("/account/password/", 422, current="wrong", password="short")
    admin.post_form(f"{STAFF}/people/invite/", 422, email="nobody", role="queen")
    admin.post_form(f"{STAFF}/settings/", 422, reading_days="many")
    admin.page("/knowsley/staff/people/", 403)


def _invite(admin: Visitor, staff: str, email: str) -> str:
    to = {"email": email, "role": Role.OFFICER.value}
    page = admin.page(admin.post_form(f"{staff}/people/invite/", 303, **to).location)
    link = re.search(r"/account/invitation/[\w-]+/", page)
    assert link is not None
    return link[0]


def _joining(app: flask.Flask, album: Album) -> None:
    """An invitation from the link on the screen to the end of the work; the link works once."""
    admin = staff_member(app, album, Role.AREA_ADMIN)
    link = _invite(admin, STAFF, "new.person@liverpool.example.org")
    admin.crawl(f"{STAFF}/people/", only="/staff/people/")
    new = Visitor(app, album, "someone invited")
    new.page(link)
    new.post_form(link, 422, name="", password="short")
    new.post_form(link, 303, name="New Person", password="lorry teapot cloud seven")
    new.page(link, 410)
    again = staff_member(app, album, Role.AREA_ADMIN)
    path = re.findall(rf"{STAFF}/people/\d+/", again.page(f"{STAFF}/people/"))[-1]
    again.post_form(path, 422)
    again.post_form(f"{path}end/", 303)
    again.page(path)
    again.crawl(f"{STAFF}/people/", f"{STAFF}/audit/", only="/staff/people/|/staff/audit/")


def _working_in_two_areas(app: flask.Flask, album: Album) -> None:
    admin = staff_member(app, album, Role.AREA_ADMIN, "knowsley")
    link = _invite(admin, "/knowsley/staff", "officer@liverpool.example.org")
    officer = Visitor(app, album, "an officer of two areas")
    officer.page(link)
    officer.post_form(link, 422, password="wrong")
    officer.post_form(link, 303, password=PASSWORD)
    officer.page("/account/areas/")


def _sorting(app: flask.Flask, album: Album) -> None:
    """The desk with marked details, with a refused form, with words taken out, and cleared."""
    officer = staff_member(app, album, Role.OFFICER)
    feedback = f"{STAFF}/feedback"
    officer.page(f"{feedback}/?theme=nonsense", 422)
    officer.page(f"{feedback}/?words=zebra")
    found = re.search(rf"{feedback}/\d+/", officer.page(f"{feedback}/?words=Mrs+Example"))
    assert found is not None
    item = found[0]
    officer.page(item)
    officer.page(f"{item}as-written/")
    _on_desk(officer, item, "take-out", 422, words="")
    _on_desk(officer, item, "take-out", 303, words="Mrs Example", reason="worker")
    _on_desk(officer, item, "take-out-details", 303)
    officer.page(item)
    _on_desk(officer, item, "clear", 303, themes=["information"])
    officer.page(item)


def _on_desk(officer: Visitor, item: str, act: str, status: int, **fields: Any) -> None:
    stamp = field_value(officer.page(item), "stamp")
    officer.post_form(f"{item}{act}/", status, at=item, stamp=stamp, **fields)


def _worries(app: flask.Flask, album: Album) -> None:
    """An alert and a wish for a call: open, with a refused form, and decided."""
    lead = staff_member(app, album, Role.SAFEGUARDING_LEAD)
    queue = f"{STAFF}/safeguarding/"
    lead.crawl(queue, only="/staff/safeguarding/")
    page = lead.page(queue)
    alert, call = (re.findall(rf"{queue}{kind}/\d+/", page)[0] for kind in ("alerts", "calls"))
    lead.post_form(alert, 409, version="0")
    _decided(lead, alert, 422)
    _decided(lead, alert, 422, to="passed on", note="Rang them.")
    _decided(
        lead, alert, 303, to="passed on", note="Rang them.", passed_to="The front door", reference="A 12"
    )
    lead.page(alert)
    _decided(lead, alert, 303, to="closed", note="Called the family and the front door.")
    lead.page(alert)
    lead.post_form(f"{call}done/", 303, at=call)
    lead.crawl(f"{queue}decided/", call, only="/staff/safeguarding/")


def _decided(lead: Visitor, alert: str, status: int, **fields: str) -> None:
    lead.post_form(alert, status, version=field_value(lead.page(alert), "version"), **fields)


def _files(app: flask.Flask, album: Album) -> None:
    """A refused export, one of each kind, and one whose file is gone."""
    officer = staff_member(app, album, Role.OFFICER)
    exports = f"{STAFF}/exports/"
    page = officer.page(exports)
    officer.post_form(exports, 422)
    rounds = re.findall(r'name="rounds"[^>]* value="(\d+)"', page)
    plan = re.findall(r'<option value="(liverpool-[^"]+)"', page)[-1]
    asked = {"rounds": rounds, "strategy": plan, "purpose": "For the families’ evening in May"}
    made = [_made(app, officer, exports, format=kind, **asked) for kind in FORMATS]
    officer.crawl(exports, *made, only="/staff/exports/")
    for narrowed in ("", "?kind=themed", "?month=2019-01"):
        officer.page(f"{STAFF}/register/{narrowed}")
    for file in Path(app.config["PORTAL"].exports_folder).iterdir():
        file.unlink()
    officer.page(made[0])
    officer.page(f"{made[0]}file/", 404)


def _made(app: flask.Flask, officer: Visitor, exports: str, **asked: Any) -> str:
    """A file that the worker has made, after one that was stopped; the address of its page."""
    waits = str(officer.post_form(exports, 303, **asked).location)
    officer.page(waits)
    officer.page(exports)
    officer.post_form(f"{waits}cancel/", 303, at=waits)
    officer.page(waits)
    waits = str(officer.post_form(exports, 303, **asked).location)
    with app.app_context():
        run_waiting()
    return str(officer.get(waits).location)
