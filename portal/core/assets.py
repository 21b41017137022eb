"""Stub until the front end lands."""

import flask


def init_app(app: flask.Flask) -> None:
    """Nothing yet."""
