"""The typed parts of addresses: what does not fit is "not found" before anything asks the database."""

import flask
from werkzeug.routing import BaseConverter, IntegerConverter, Map

LARGEST_ID = 2**63 - 1


class Number(IntegerConverter):
    """`<int:…>` in an address: a whole number that fits into 63 bits."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


class Slug(BaseConverter):
    """`<slug:…>`: small letters and numbers, joined by hyphens, and by dots in the key of a question.

    PostgreSQL raises an error for a null byte even in a question, so that none may come this far.
    """

    regex = "[a-z0-9]+(?:[.-][a-z0-9]+)*"


class Token(BaseConverter):
    """`<token:…>`: the last part of a link that is shown once (URL-safe base64)."""

    regex = "[A-Za-z0-9_-]+"


def init_app(app: flask.Flask) -> None:
    """Teach the app `<int:…>`, `<slug:…>` and `<token:…>`."""
    app.url_map.converters |= {"int": Number, "slug": Slug, "token": Token}
