"""How dates and numbers read on a page."""

from datetime import date, datetime

import flask
from flask_babel import format_date

from portal.core import clock


def long_date(value: date | datetime) -> str:
    """27 March 2027, on the area's own calendar."""
    day = clock.local(value).date() if isinstance(value, datetime) else value
    return str(format_date(day, "d MMMM yyyy"))


def month_words(value: date) -> str:
    """March 2027."""
    return str(format_date(value, "MMMM yyyy"))


def short_time(value: datetime) -> str:
    """27 March 2027, 14:05, on the area's own clocks."""
    return f"{long_date(value)}, {clock.local(value):%H:%M}"


def init_app(app: flask.Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(long_date=long_date, month_words=month_words, short_time=short_time)
    app.jinja_env.globals["now"] = clock.now
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
