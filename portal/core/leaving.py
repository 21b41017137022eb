"""Finish and clear this device: a shared phone or tablet keeps nothing of who wrote on it."""

import flask
from werkzeug.wrappers import Response


def clear_device(to: str) -> Response:
    """Forget the session and go to the address `to`; the browser is told to drop what it kept.

    `Clear-Site-Data` (W3C): pages it could show again, and words that were being typed.
    """
    flask.session.clear()
    answered = flask.redirect(to, 303)
    answered.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answered
