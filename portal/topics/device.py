"""What this device holds of topics: the comment just sent on each and its code, until the person leaves."""

import secrets

import flask

from portal.areas.models import Area

SENT = "topic comments"
CODES = "topic codes"
REPORTED = "reported comments"
MOST_REPORTED = 20
BROWSER = "own word"
# where Flask-WTF keeps what the token of every form is made from
FORM_TOKEN = "csrf_token"  # noqa: S105 - the name, not the token


def _place(area: Area, slug: str) -> str:
    return f"{area.slug}/{slug}"


def keep(area: Area, slug: str, comment_id: int, words: tuple[str, ...]) -> None:
    """Hold the comment just sent and the words of its code."""
    for name, value in ((SENT, str(comment_id)), (CODES, " ".join(words))):
        kept = dict(flask.session.get(name, {}))
        kept[_place(area, slug)] = value
        flask.session[name] = kept


def held(area: Area, slug: str) -> int | None:
    """The comment sent from here, None when there is none."""
    value = str(flask.session.get(SENT, {}).get(_place(area, slug), ""))
    return int(value) if value.isdigit() else None


def code(area: Area, slug: str) -> str | None:
    """The code to show, None when its words are not known here."""
    words = flask.session.get(CODES, {}).get(_place(area, slug))
    return str(words) if words else None


def note_report(area: Area, comment_id: int) -> bool:
    """Note that this device has reported a comment; whether it is the first time."""
    mark = f"{area.slug}/{comment_id}"
    known = list(flask.session.get(REPORTED, []))
    if mark in known:
        return False
    # the cookie is small: the latest are enough
    flask.session[REPORTED] = [*known, mark][-MOST_REPORTED:]
    return True


def own_word() -> str | None:
    """The random word by which this browser presses once; the server keeps hashes of it only.

    None: it has seen no form yet. The form token is used, for two presses at once must find the same.
    """
    word = flask.session.get(BROWSER) or flask.session.get(FORM_TOKEN)
    return str(word) if word else None


def forget(area: Area, slug: str) -> None:
    """Let go of one topic: someone else writes next, and may press beside the same comments."""
    flask.session[BROWSER] = secrets.token_urlsafe(16)
    for name in (SENT, CODES):
        kept = dict(flask.session.get(name, {}))
        if kept.pop(_place(area, slug), None) is not None:
            flask.session[name] = kept
