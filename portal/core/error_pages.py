"""The pages for what goes wrong, in plain words: 400, 403, 404, 405, 409, 413, 429 and 500."""

from dataclasses import dataclass

import flask
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from portal.core import logs
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.limits import TooMany


@dataclass(frozen=True)
class Problem:
    """What an error page says: a heading, what happened, and what the reader can do."""

    heading: str
    what: str
    next_step: str


def problem(status: int) -> Problem:
    """The words for a status; any other status reads as 500."""
    words = {
        400: Problem(
            _("We could not read that"),
            _("Something in what was sent was not right."),
            _("Go back, check the page and send it again."),
        ),
        403: Problem(
            _("You cannot see this page"),
            _("Your role cannot see this page."),
            _("If you think you should, ask your area’s admin."),
        ),
        404: Problem(
            _("We cannot find that page"),
            _("It may have moved, or a letter in the address may be wrong. It is not your fault."),
            _("Check the address, or start again from one of these pages."),
        ),
        405: Problem(
            _("That page does not work this way"),
            _("The page cannot be used like that."),
            _("Go back and use the buttons on the page."),
        ),
        409: Problem(
            _("Someone else was quicker"),
            _("This has changed since you opened it."),
            _("Go back and load the page again to see how it stands now."),
        ),
        413: Problem(
            _("That is too long to send"),
            _("What you sent is bigger than this page can take."),
            _("Go back, make it shorter and send it again. Your saved answers are safe."),
        ),
        500: Problem(
            _("Something went wrong on our side"),
            _("We are sorry. Your saved answers are safe."),
            _("Wait a minute and try again."),
        ),
    }
    return words.get(status, words[500])


Shown = tuple[str, int, dict[str, str]]


def show(status: int, words: Problem | None = None, **headers: str) -> Shown:
    """An error page with its status; whatever the request had begun to write is dropped."""
    db.session.rollback()
    words = words or problem(status)
    try:
        return _page(words, status), status, headers
    except SQLAlchemyError:
        # the database went away: the page still comes, without the area's own words
        flask.g.area = None
        return _page(words, status), status, headers


def _page(words: Problem, status: int) -> str:
    return flask.render_template("errors/problem.html", problem=words, status=status)


def _http(error: HTTPException) -> Shown | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    if isinstance(error, MethodNotAllowed):
        return show(status, Allow=", ".join(sorted(error.valid_methods or [])))
    return show(status if status in {400, 403, 404, 405, 409, 413} else _plain(status))


def _plain(status: int) -> int:
    return 400 if status < 500 else 500


def _stale_form(_error: CSRFError) -> Shown:
    words = Problem(
        _("Please send that again"),
        _("This page was open for a long time, or your browser does not keep cookies."),
        _("Go back, load the page again and send it once more. Your saved answers are safe."),
    )
    return show(400, words)


def _rule(error: RuleBroken) -> Shown:
    words = Problem(_("That did not work"), error.message, _("Go back and try again."))
    return show(error.status, words)


def _too_many(error: TooMany) -> Shown:
    words = Problem(
        _("Too many tries"),
        _("Too many tries from here. Wait %(minutes)s minutes.", minutes=error.minutes),
        _("Nothing is lost. Try again later."),
    )
    return show(429, words, **{"Retry-After": str(error.minutes * 60)})


def _met_another(_error: Exception) -> Shown:
    return show(409)


def _busy(error: OperationalError) -> Shown:
    logs.write_error(error)
    return show(500)


def _broken(error: Exception) -> Shown:
    if flask.current_app.testing:
        raise error
    logs.write_error(error)
    return show(500)


def init_app(app: flask.Flask) -> None:
    """Register the pages; an unexpected error shows itself only while testing."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RuleBroken, _rule)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(IntegrityError, _met_another)
    app.register_error_handler(StaleDataError, _met_another)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _broken)
