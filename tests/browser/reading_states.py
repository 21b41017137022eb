"""The ways to read: Easy Read, right to left in a signed language, and the pages of editors."""

import flask

from portal.accounts.roles import Role
from portal.languages.catalogues import languages
from tests.browser.album import Album
from tests.browser.answering import AREA, start_of
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor

EASY_PAGES = ["/", "/help-now/", "/privacy/", "/how-it-works/", "/glossary/", "/surveys/", "/receipt/"]
READ_BY_MANY = ["/", "/help-now/", "/surveys/", "/receipt/", "/cookies/", "/pictures/"]
STAFF = f"{AREA}/staff"


def see_ways_to_read(app: flask.Flask, album: Album) -> None:
    """Each page that has Easy Read, the main pages in each language, and what editors do."""
    _easy(Visitor(app, album, "a family in Easy Read"))
    editor = staff_member(app, album, Role.EDITOR)
    editor.post_form(f"{STAFF}/words/", 422)
    editor.post_form(f"{STAFF}/words/", 200, text="We facilitate engagement with the SENDIASS cohort.")
    for code in sorted(languages()):
        _sign(editor, f"{STAFF}/languages/{code.lower()}/")
        _in_language(Visitor(app, album, f"a family who reads {code}"), code)

    for code in sorted(languages()):
        path = f"{STAFF}/languages/{code.lower()}/"
        editor.post_form(f"{path}withdraw/", 303, at=path)


def _sign(editor: Visitor, path: str) -> None:
    editor.page(path)
    editor.post_form(path, 422, speaker="")
    editor.post_form(path, 303, speaker="Amal Example")
    editor.page(path)
    editor.page(f"{STAFF}/languages/")


def _easy(family: Visitor) -> None:
    for page in EASY_PAGES:
        family.page(f"{AREA}{page}?easy=yes")
    start = start_of("parents-and-carers")
    family.page(f"{start}?easy=yes")
    family.post_form(start, 422)
    family.post_form(f"{AREA}/receipt/", 422, code="one two")
    family.page("/newtown/?easy=yes", 404)


def _in_language(family: Visitor, code: str) -> None:
    family.page(f"{AREA}/?language={code}")
    for page in READ_BY_MANY:
        family.page(f"{AREA}{page}")
        family.page(f"{AREA}{page}?easy=yes")
        family.page(f"{AREA}{page}?easy=no")
    start = start_of("parents-and-carers")
    family.post_form(start, 422)
    question = str(family.post_form(start, 303, mode="easy").location)
    family.page(question)
    family.page(f"{start}check/")
