"""Who is signed in: Flask-Login reads the person of a session, and ends sessions that are over."""

import flask
from flask_login import LoginManager

from portal.accounts.models import Person
from portal.accounts.queries import person_by_id

manager = LoginManager()


@manager.user_loader  # type: ignore[untyped-decorator]
def _person_of(session_value: str) -> Person | None:
    number, _, word = session_value.partition(".")
    person = person_by_id(int(number)) if number.isdigit() else None
    if person is None or person.ended_at is not None or person.session_word != word:
        return None
    return person


def init_app(app: flask.Flask) -> None:
    """Read the signed-in person of each request."""
    manager.init_app(app)
