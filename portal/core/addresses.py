"""Numbers in addresses: only those that a database can hold, so that a longer one is "not found"."""

import flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**63 - 1


class Number(IntegerConverter):
    """`<int:…>` in an address: a whole number that fits into 63 bits."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def init_app(app: flask.Flask) -> None:
    """Every `<int:…>` of the app is a Number."""
    app.url_map.converters["int"] = Number
