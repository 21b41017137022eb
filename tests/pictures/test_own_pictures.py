"""An area's own pictures: brought by editors, shown with their words and credit, never lost from a page."""

import io
import re
from typing import Any

import flask
import pytest
from markupsafe import Markup
from sqlalchemy import func, select

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.audit import latest
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.security import LARGEST_FORM
from portal.pictures import actions
from portal.pictures.decoding import make_picture
from portal.pictures.models import OwnPicture, PictureFile
from portal.pictures.showing import show_picture
from tests.checked_client import CheckedClient
from tests.house.rows import changed, state
from tests.pictures.made import bomb, drawn, own_picture
from tests.pictures.test_decoding import PAGE, SVG
from tests.planting import area_called
from tests.query_count import statements
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/pictures/"
WORDS = {"name": "Our library", "alternative": "The sun shines on our library.", "credit": "Jo Example"}


@pytest.fixture
def editor(client: CheckedClient) -> CheckedClient:
    """An editor of Liverpool."""
    sign_in(client, Role.EDITOR)
    return client


def sent(content: bytes, name: str = "library.png") -> tuple[io.BytesIO, str]:
    """A file as a form sends it."""
    return io.BytesIO(content), name


def shown(name: str, area: str = "liverpool", **more: Any) -> Markup:
    """The markup of a picture on a page of an area."""
    app = flask.current_app
    with app.app_context(), app.test_request_context():
        flask.g.area = area_called(area)
        return show_picture(name, 132, **more)


def one_picture() -> OwnPicture:
    """The only picture there is."""
    return db.session.scalars(select(OwnPicture)).one()


def test_an_editor_adds_a_picture_and_families_see_it_with_its_credit(editor: CheckedClient) -> None:
    answer = editor.send(f"{STAFF}add/", file=sent(drawn()), **WORDS)
    assert answer.status_code == 303
    page = editor.get(answer.location).text
    assert "own/our-library" in page
    assert "easy to read" in page
    families = CheckedClient(flask.current_app).get("/liverpool/pictures/").text
    assert "Jo Example" in families
    assert 'alt="The sun shines on our library."' in families
    assert "Jo Example" not in editor.get("/wirral/pictures/").text
    row = latest(area_called("liverpool").id, 1)[0]
    assert (row.act, row.details["name"]) == ("added picture", "Our library")


def test_the_file_may_be_kept_for_ever_and_leaves_nothing_on_the_device(client: CheckedClient) -> None:
    with transaction():
        hash_of_it = own_picture().file.content_hash
    answer = client.get(f"/liverpool/pictures/{hash_of_it}.webp?easy=yes&language=ar")
    assert answer.status_code == 200
    assert answer.data[8:12] == b"WEBP"
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert client.get(f"/wirral/pictures/{hash_of_it}.webp").status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", SVG, PAGE + drawn(), drawn() + PAGE, bomb(), drawn()[:600]],
    ids=["none", "words", "svg", "page first", "page behind", "bomb", "half"],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(editor: CheckedClient, content: bytes) -> None:
    before = state()
    answer = editor.send(f"{STAFF}add/", file=sent(content, "x.png"), **WORDS)
    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    assert "Jo Example" in answer.text
    assert not changed(before, state())


def test_words_are_asked_for(editor: CheckedClient) -> None:
    before = state()
    for missing in WORDS:
        answer = editor.send(f"{STAFF}add/", file=sent(drawn()), **{**WORDS, missing: "  "})
        assert answer.status_code == 422
        assert f'href="#{missing}"' in answer.text
    answer = editor.send(f"{STAFF}add/", file="words in place of a file", **WORDS)
    assert (answer.status_code, "Choose a picture." in answer.text) == (422, True)
    assert not changed(before, state())


def test_a_name_is_given_once(editor: CheckedClient) -> None:
    with transaction():
        own_picture()
        own_picture("wirral")
    answer = editor.send(f"{STAFF}add/", file=sent(drawn()), **{**WORDS, "name": "our LIBRARY!"})
    assert answer.status_code == 422
    assert "There is a picture with this name already." in answer.text
    answer = editor.send(f"{STAFF}add/", file=sent(drawn()), **{**WORDS, "name": "图书馆"})
    assert "Write a name with letters from a to z." in answer.text


def test_only_the_two_forms_with_a_picture_take_a_large_body(editor: CheckedClient) -> None:
    with transaction():
        page = f"{STAFF}{own_picture().id}/"
    large = drawn("PNG", (700, 700)) + bytes(LARGEST_FORM)
    token = editor.token(f"{STAFF}add/")
    for path, status in [(f"{STAFF}add/", 303), (page, 422), (f"{page}end/", 413)]:
        data = {"csrf_token": token, "file": sent(large), **WORDS, "name": "Another"}
        assert editor.post(path, data=data).status_code == status, path
    too_much = {"CONTENT_LENGTH": "13000000", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert editor.post(f"{STAFF}add/", environ_overrides=too_much).status_code == 413


def test_a_new_file_takes_the_place_and_the_old_one_still_opens(editor: CheckedClient) -> None:
    with transaction():
        picture = own_picture()
        number, old = picture.id, picture.file.content_hash
    page = f"{STAFF}{number}/"
    words = {"alternative": "Rain falls on our library.", "credit": "Sam"}
    version = editor.get(page).text.split('name="version" value="')[1][0]
    sending = {**words, "version": version}
    assert editor.send(page, file=sent(b"no"), **sending).status_code == 422
    assert editor.send(page, file=sent(drawn(size=(100, 200))), **sending).status_code == 303
    markup = shown("own/our-library")
    assert old not in markup
    assert 'alt="Rain falls on our library."' in markup
    assert editor.get(f"/liverpool/pictures/{old}.webp").status_code == 200
    # who saves what they saw before is told
    late = editor.send(page, **sending)
    assert (late.status_code, "Somebody else" in late.text) == (422, True)
    acts = [row.act for row in latest(area_called("liverpool").id, 1)]
    assert acts == ["replaced picture"]


def test_an_ended_picture_stays_where_it_stands_and_changes_no_more(editor: CheckedClient) -> None:
    with transaction():
        number = own_picture().id
    assert "End this picture?" in editor.get(f"{STAFF}{number}/end/").text
    assert editor.send(f"{STAFF}{number}/end/").status_code == 303
    assert "<img" in shown("own/our-library")
    assert "Jo Example" in editor.get("/liverpool/pictures/").text
    page = editor.get(f"{STAFF}{number}/").text
    assert "It ended on" in page
    assert 'name="file"' not in page
    again: dict[str, Any] = {"picture": one_picture(), "by": 1, "at": clock.now()}
    with transaction(), pytest.raises(RuleBroken):
        actions.end_picture(**again)
    with transaction(), pytest.raises(RuleBroken):
        actions.change_picture(alternative="A", credit="B", made=None, seen_version=2, **again)


def test_a_row_of_easy_read_shows_either_kind(app: flask.Flask) -> None:
    with transaction():
        own_picture(content=drawn(size=(100, 50)))
    assert shown("1F442").startswith("<svg")
    markup = shown("own/our-library", css_class="answers__picture")
    assert re.match(r'<img src="/liverpool/pictures/\w{64}\.webp" width="132" height="66"', markup)
    assert 'alt="The sun shines on our library."' in markup
    assert 'alt="A &#34;library&#34;"' in shown("own/our-library", alt='A "library"')
    # another area has no such picture: its words stand alone
    assert shown("own/our-library", "wirral") == ""
    with app.app_context(), app.test_request_context():
        flask.g.area = area_called("liverpool")
        row = app.jinja_env.get_template("components/picture_row.html").module.picture_row  # type: ignore[attr-defined]
        assert "<img" in row("own/our-library", "Come in.")


def test_many_pictures_on_a_page_are_asked_for_once(app: flask.Flask) -> None:
    with transaction():
        for number in range(5):
            own_picture(name=f"Picture {number}")
    with app.app_context(), app.test_request_context():
        flask.g.area = area_called("liverpool")
        with statements() as asked:
            assert all(show_picture(f"own/picture-{number}", 72) for number in range(5))
        assert len(asked) == 1
        assert "picture_file_1.content," not in asked[0]


def test_the_same_file_is_kept_once_an_area(app: flask.Flask) -> None:
    with transaction():
        own_picture(name="One")
        own_picture(name="Two")
        own_picture("wirral")
    assert db.session.scalar(select(func.count()).select_from(PictureFile)) == 2
    content = db.session.scalars(select(PictureFile.content)).first()
    assert content == make_picture(drawn()).content
