"""What forms read of a request: text without null bytes, files as they are, and never JSON."""

import io

import flask
from werkzeug.datastructures import FileStorage
from wtforms import FileField, StringField

from portal.core.forms import Form
from tests.checked_client import CheckedClient


class Plain(Form):
    """A form for these tests."""

    name = StringField()
    file = FileField()


def test_null_bytes_that_postgresql_refuses_never_reach_a_field(app: flask.Flask) -> None:
    with app.test_request_context(method="POST", data={"name": "Kirk\x00by"}):
        assert Plain().name.data == "Kirkby"


def test_a_file_reaches_its_field_as_it_was_sent(app: flask.Flask) -> None:
    sent = FileStorage(io.BytesIO(b"a\x00b"), filename="a.png")
    with app.test_request_context(method="POST", data={"name": "a", "file": sent}):
        found = Plain().file.data
        assert (found.filename, found.read()) == ("a.png", b"a\x00b")


def test_json_in_place_of_a_form_is_a_form_left_empty(client: CheckedClient) -> None:
    token = client.token("/liverpool/receipt/")
    for sent in ({"code": 5}, [1], 7, {"code": {"code": None}}):
        page = client.post("/liverpool/receipt/", json=sent, headers={"X-CSRFToken": token})
        assert page.status_code == 422
