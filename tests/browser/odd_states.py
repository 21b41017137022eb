"""The states of the portal that no link leads to: refused forms, closed surveys, errors, one-time links."""

import re
from dataclasses import replace
from datetime import timedelta

import flask

from portal.accounts.roles import Role
from portal.areas.brand import shipped_brand
from portal.areas.models import Area
from portal.areas.settings import AreaSettings, to_stored
from portal.core import clock
from portal.core.db import db, transaction
from portal.demo.plant import PASSWORD
from tests.browser.album import Album
from tests.browser.answering import AREA, start_of
from tests.browser.visitor import Visitor

SIGN_IN = "/account/sign-in/"
STAFF = f"{AREA}/staff"
SURVEY = start_of("parents-and-carers")
GUESSES = 20


def staff_member(app: flask.Flask, album: Album, role: Role) -> Visitor:
    """Someone of Liverpool's demonstration, signed in through the real form."""
    visitor = Visitor(app, album, role.value)
    email = f"{role.value.replace(' ', '.')}@liverpool.example.org"
    visitor.post_form(SIGN_IN, 303, email=email, password=PASSWORD)
    return visitor


def see_odd_states(app: flask.Flask, album: Album) -> None:
    """Visit all of them, each as the person who would."""
    family = Visitor(app, album, "a family")
    _other_times(family)
    _what_goes_wrong(family)
    _staff_mistakes(app, album)
    _joining(app, album)
    see_an_empty_area(app, album)
    _too_many_guesses(family)


def _other_times(family: Visitor) -> None:
    now = clock.now()
    with clock.at(now + timedelta(days=90)):
        family.page(SURVEY)
        family.page(f"{AREA}/surveys/")
        family.page(f"{AREA}/")
    with clock.at(now - timedelta(days=1000)):
        family.page(SURVEY)


def see_an_empty_area(app: flask.Flask, album: Album) -> None:
    """A new area in colours of its own: no plan, no survey, nobody who works there yet."""
    with app.app_context(), transaction():
        brand = replace(shipped_brand("wirral", "SEND Newtown"), link="#102c4d")
        settings = to_stored(AreaSettings(brand=brand))
        names = {"name": "Newtown", "partnership": "Newtown partnership", "forum": "Newtown parents"}
        area = Area(slug="newtown", advice_service="Newtown advice", boards=[], **names)
        area.stored_settings = settings
        db.session.add(area)
    Visitor(app, album, "a family").crawl("/newtown/", only="/newtown/")


def _what_goes_wrong(family: Visitor) -> None:
    family.page("/nowhere/", 404)
    family.page(f"{AREA}/nowhere/", 404)
    assert family.post(f"{AREA}/receipt/", data={}).status_code == 400
    family.post_form(f"{AREA}/help-now/", 405, at=f"{AREA}/receipt/")
    family.post_form(f"{AREA}/receipt/", 413, code="a" * 2_000_000)
    # a page of someone who answers, after their answers have gone from the device
    family.crawl(f"{SURVEY}check/", only=SURVEY)


def _staff_mistakes(app: flask.Flask, album: Album) -> None:
    family = Visitor(app, album, "a family")
    family.post_form(SIGN_IN, 422, email="", password="")
    family.post_form(SIGN_IN, 422, email="nobody@example.org", password="wrong")
    admin = staff_member(app, album, Role.AREA_ADMIN)
    admin.post_form("/account/password/", 422, current="wrong", password="short")
    admin.post_form(f"{STAFF}/people/invite/", 422, email="nobody", role="queen")
    admin.post_form(f"{STAFF}/settings/", 422, reading_days="many")
    admin.page("/knowsley/staff/people/", 403)


def _joining(app: flask.Flask, album: Album) -> None:
    """An invitation from the link on the screen to the first sign-in; the link works once."""
    admin = staff_member(app, album, Role.AREA_ADMIN)
    to = {"email": "new.person@liverpool.example.org", "role": Role.OFFICER.value}
    page = admin.page(admin.post_form(f"{STAFF}/people/invite/", 303, **to).location)
    link = re.search(r"/account/invitation/[\w-]+/", page)
    assert link is not None
    admin.crawl(f"{STAFF}/people/", only="/staff/people/")
    new = Visitor(app, album, "someone invited")
    new.page(link[0])
    new.post_form(link[0], 422, name="", password="short")
    new.post_form(link[0], 303, name="New Person", password="lorry teapot cloud seven")
    new.page(link[0], 410)
    admin.crawl(f"{STAFF}/audit/", only="/staff/audit/")


def _too_many_guesses(family: Visitor) -> None:
    """The last thing a visitor does here: from now on this address may not guess."""
    path = f"{AREA}/receipt/"
    for _guess in range(GUESSES):
        family.post_form(path, 422, code="maple river button cloud seven")
    family.post_form(path, 429, code="maple river button cloud seven")
