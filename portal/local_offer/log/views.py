"""The address to which an area's other websites post their search log, each with its key."""

import flask
from werkzeug.exceptions import RequestEntityTooLarge

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.db import db, reading
from portal.core.errors import RuleBroken
from portal.core.limits import TooMany, limits
from portal.core.security import csrf, larger_form
from portal.local_offer.log import key_actions, key_queries, posted, reading_files, taking_actions
from portal.local_offer.log.models import SearchLogKey
from portal.local_offer.log.posted import Unreadable
from portal.local_offer.search.queries import vocabulary_of

blueprint = flask.Blueprint("search_log", __name__, url_prefix="/api/v1/<area:area>/search-log")
LARGEST = 1024 * 1024
POSTS = "60 per hour"  # of one key
WRONG_KEYS = "20 per hour"  # from one address
Answer = flask.Response


@blueprint.post("/", strict_slashes=False)
@larger_form(LARGEST)
@anyone
def take_in(area: Area) -> Answer:
    """Count the searches of a website for which a key was made; each day told is replaced as a whole."""
    key = _key(area)
    source, key_id, slug, area_id = key.source, key.id, area.slug, area.id
    limits().spend("search log", POSTS, address=f"key {key_id}")
    lines, today = posted.lines_of_json(_body()), clock.today()
    with reading():
        taken = reading_files.understood(slug, lines, vocabulary_of(area_id), today)
    key_actions.mark_used(key_id=key_id, day=today)
    total = taking_actions.take_in(area=area, source=source, lines=taken.lines, by=None, at=clock.now())
    return flask.jsonify({"source": source, "searches": total, "passed_over": taken.passed_over})


# a program that posts has a key, and no page that a form token could have come with
csrf.exempt(f"{take_in.__module__}.{take_in.__name__}")


@blueprint.errorhandler(Unreadable)
def unreadable(found: Unreadable) -> Answer:
    """What was not right, as JSON: a program reads it."""
    return _problem(found.status, found.words)


@blueprint.errorhandler(RuleBroken)
def refused(broken: RuleBroken) -> Answer:
    """A rule that an action keeps."""
    return _problem(broken.status, broken.message)


@blueprint.errorhandler(TooMany)
def too_many(error: TooMany) -> Answer:
    """A limit is used up: when to come again."""
    answer = _problem(429, f"Too many posts. Wait {error.minutes} minutes.")
    answer.headers["Retry-After"] = str(error.minutes * 60)
    return answer


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Answer:
    """The body is longer than is read."""
    return _problem(413, f"A post may hold up to {LARGEST} bytes. Send fewer days at a time.")


def _key(area: Area) -> SearchLogKey:
    """The open key that the request carries; refuses (401) a wrong one, and many of them (429)."""
    kind, _space, typed = flask.request.headers.get("Authorization", "").partition(" ")
    found = key_queries.open_key(area, key_actions.hash_of(typed.strip()))
    if found is None or kind.casefold() != "bearer":
        # a right key is never kept out by others who share its address
        limits().spend("wrong search log keys", WRONG_KEYS, address=flask.request.remote_addr)
        raise Unreadable(401, "The header must be: Authorization: Bearer KEY, with an open key.")
    return found


def _body() -> bytes:
    if flask.request.mimetype != "application/json":
        raise Unreadable(415, "The body must be of the type application/json.")
    return flask.request.get_data(cache=False)


def _problem(status: int, words: str) -> Answer:
    db.session.rollback()
    answer = flask.jsonify({"error": words})
    answer.status_code = status
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="search log"'
    return answer
