"""The states of families' pages that no link leads to: closed surveys, errors, a new and empty area."""

from dataclasses import replace
from datetime import timedelta

import flask

from portal.areas.brand import shipped_brand
from portal.areas.models import Area
from portal.areas.settings import AreaSettings, to_stored
from portal.core import clock
from portal.core.db import db, transaction
from tests.browser.album import Album
from tests.browser.answering import AREA, start_of
from tests.browser.visitor import Visitor

SURVEY = start_of("parents-and-carers")
GUESSES = 20


def see_odd_states(app: flask.Flask, album: Album) -> None:
    """Visit all of them, each as the person who would."""
    family = Visitor(app, album, "a family")
    _other_times(family)
    _what_goes_wrong(family)
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


def _too_many_guesses(family: Visitor) -> None:
    """The last thing a visitor does here: from now on this address may not guess."""
    path = f"{AREA}/receipt/"
    for _guess in range(GUESSES):
        family.post_form(path, 422, code="maple river button cloud seven")
    family.post_form(path, 429, code="maple river button cloud seven")
