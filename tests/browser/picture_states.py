"""An area's own pictures in each state: none, refused, added, replaced, ended, and as families see them."""

import io
from typing import Any

import flask

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import STAFF, staff_member
from tests.browser.visitor import Visitor
from tests.checked_client import field_value
from tests.pictures.made import drawn

PICTURES = f"{STAFF}/pictures/"
WORDS = {"alternative": "The sun shines on our library.", "credit": "Jo Example, for all to use"}
HARD = {"alternative": "Multi-agency co-production of the EHCP.", "credit": "Jo Example"}


def see_picture_states(app: flask.Flask, album: Album) -> None:
    """Visit all of them, as an editor and as a family."""
    editor = staff_member(app, album, Role.EDITOR)
    editor.page(PICTURES)
    add = f"{PICTURES}add/"
    editor.page(add)
    editor.post_form(add, 422, file=_file(b"no picture"), name="", **WORDS)
    one = str(editor.post_form(add, 303, file=_file(drawn()), name="Our library", **WORDS).location)
    two = str(
        editor.post_form(add, 303, file=_file(drawn(size=(90, 200))), name="A tower", **HARD).location
    )
    _change(editor, two, 422, file=_file(b"no picture"), **HARD)
    _change(editor, two, 303, file=_file(drawn("JPEG")), **WORDS)
    editor.page(two)
    editor.page(f"{one}end/")
    editor.post_form(f"{one}end/", 303)
    editor.page(one)
    editor.page(PICTURES)
    Visitor(app, album, "a family").page(f"{AREA}/pictures/")


def _file(content: bytes) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), "picture.png"


def _change(editor: Visitor, path: str, status: int, **fields: Any) -> None:
    editor.post_form(path, status, version=field_value(editor.page(path), "version"), **fields)
