"""The directory in each state: families' pages, an entry that officers keep, an import."""

import io
import json
import re
from typing import Any

import flask

from portal.accounts.roles import Role
from portal.areas.queries import area_by_slug
from portal.core.worker import running
from portal.local_offer.importing.queries import services_by_key
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.champion_states import see_champion_states
from tests.browser.staff_states import STAFF, staff_member
from tests.browser.visitor import Visitor
from tests.checked_client import field_value
from tests.local_offer.feeds import version_three

SERVICES = f"{STAFF}/local-offer/services/"
IMPORTS = f"{STAFF}/local-offer/imports/"
FAMILIES = f"{AREA}/local-offer/services/"
GOOD = {"name": "Kite club", "organisation": "Far Shore", "status": "active", "min_age": "5"}


def see_directory_states(app: flask.Flask, album: Album) -> None:
    """Visit all of them, as an officer and as a family."""
    officer = staff_member(app, album, Role.OFFICER)
    officer.page(f"{SERVICES}add/")
    officer.post_form(f"{SERVICES}add/", 422, name="", url="nowhere")
    officer.post_form(f"{SERVICES}add/", 303, **GOOD)
    officer.page(SERVICES)
    officer.page(f"{SERVICES}?show=stale")
    officer.page(f"{SERVICES}?q=nothing-like-it")
    _import(app, officer)
    family = Visitor(app, album, "a family looking for a service")
    family.crawl(FAMILIES, only="/local-offer/services/")
    family.page(f"{FAMILIES}1/?easy=yes")
    family.page(f"{FAMILIES}?easy=yes")
    _provider(officer, Visitor(app, album, "someone who runs a service"))
    see_champion_states(app, album, officer)


def _provider(officer: Visitor, provider: Visitor) -> None:
    """Somebody who runs a service checks its entry; the officer decides, and closes the link."""
    asking, waiting = f"{SERVICES}1/provider/", f"{SERVICES.removesuffix('services/')}corrections/"
    officer.page(waiting)
    officer.page(asking)
    officer.post_form(asking, 422, email="nobody")
    officer.post_form(asking, 303, email="")
    found = re.search(r"(/\w+/local-offer/entry/(\d+)-\w+/)", officer.page(asking))
    assert found is not None
    where, number = found.groups()
    provider.page(where)
    provider.post_form(where, 422, name="")
    provider.post_form(f"{where}right/", 303, at=where)
    provider.page(f"{where}thanks/")
    provider.post_form(where, 303, name="Talking morning", plain_summary="", cost="Free")
    link = re.search(rf"{waiting}\d+/", officer.page(waiting))
    assert link is not None
    version = field_value(officer.page(link.group()), "version")
    officer.post_form(f"{link.group()}accept/", 303, at=link.group(), version=version)
    officer.page(link.group())
    closing = f"{SERVICES.removesuffix('services/')}provider-links/{number}/revoke/"
    officer.post_form(closing, 303, at=asking)
    provider.page(where, 410)
    officer.page(asking)


def _import(app: flask.Flask, officer: Visitor) -> None:
    officer.page(IMPORTS)
    officer.post_form(IMPORTS, 422, title="")
    table = io.BytesIO(b"name,cost\nKites,Free\n"), "a.csv"
    columns = str(officer.post_form(IMPORTS, 303, title="A table", kind="csv", file=table).location)
    officer.page(f"{columns}columns/")
    officer.post_form(f"{columns}columns/", 422, name="")
    entries: list[Any] = [version_three(number) for number in range(3)]
    _read(app, officer, entries, put_in=True)
    edit = f"{SERVICES}{_imported(app)}/"
    fields = GOOD | {"version": field_value(officer.page(edit), "version"), "name": "Our own name"}
    officer.post_form(edit, 303, **fields)
    officer.page(edit)
    officer.page(f"{edit}take-off/")
    officer.post_form(f"{edit}take-off/", 303)
    officer.page(f"{FAMILIES}{_imported(app)}/", 410)
    entries = [version_three(0, name="Theirs"), version_three(9), {"id": "x"}]
    where = _read(app, officer, entries, put_in=False)
    for name in ("new", "changed", "gone", "refused", "kept"):
        officer.page(f"{where}?list={name}")
    officer.post_form(f"{where}drop/", 303, at=where)
    officer.page(where)
    officer.page(IMPORTS)


def _read(app: flask.Flask, officer: Visitor, entries: list[Any], *, put_in: bool) -> str:
    file = io.BytesIO(json.dumps(entries).encode()), "feed.json"
    where = str(officer.post_form(IMPORTS, 303, title="City feed", kind="oruk", file=file).location)
    officer.page(where)
    with app.app_context():
        running.run_waiting()
    if put_in:
        officer.page(where)
        officer.post_form(f"{where}put-in/", 303, at=where)
        with app.app_context():
            running.run_waiting()
        officer.page(where)
    return where


def _imported(app: flask.Flask) -> int:
    with app.app_context():
        area = area_by_slug("liverpool")
        assert area is not None
        key = version_three(0)["id"]
        return services_by_key(area.id, "city-feed", [key])[key].id
