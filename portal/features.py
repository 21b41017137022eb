"""The list of features with pages: their blueprints and what they hand to the layouts."""

import flask


def init_app(app: flask.Flask) -> None:
    """Register every blueprint, from the ground floor up."""
