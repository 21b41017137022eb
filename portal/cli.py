"""The `flask` commands: each a thin call of an action."""

import flask


def init_app(app: flask.Flask) -> None:
    """Register the commands."""
