"""Who is signed in: the cookie names a sign-in, the database says whose it is."""

import flask
from flask_login import LoginManager

from portal.accounts.models import Person, SignIn
from portal.accounts.queries import person_signed_in
from portal.core import clock

KEY = "sign_in"
manager = LoginManager()
# Flask-Login would compare a hash of the address and the browser, and write it into families' cookies
manager.session_protection = None


@manager.request_loader  # type: ignore[untyped-decorator]
def _person_of(_request: flask.Request) -> Person | None:
    number = flask.session.get(KEY)
    return person_signed_in(number, at=clock.now()) if isinstance(number, int) else None


def begin(sign_in: SignIn) -> None:
    """Sign this device in: a new session that keeps nothing of the one before."""
    flask.session.clear()
    flask.session[KEY] = sign_in.id


def end() -> int | None:
    """Forget the session of this device; returns the id of its sign-in, None when there was none."""
    number = flask.session.get(KEY)
    flask.session.clear()
    return number if isinstance(number, int) else None


def init_app(app: flask.Flask) -> None:
    """Read the signed-in person of each request."""
    manager.init_app(app)
