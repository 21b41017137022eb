"""What this device holds of a comment just sent and its code, until the person leaves."""

import flask

from portal.areas.models import Area

SENT = "offer comment"
CODE = "offer comment code"


def keep(area: Area, comment_id: int, words: tuple[str, ...]) -> None:
    """Hold the comment just sent and the words of its code."""
    flask.session[SENT] = f"{area.slug}/{comment_id}"
    flask.session[CODE] = " ".join(words)


def held(area: Area) -> int | None:
    """The comment sent from here, None when there is none of this area."""
    slug, _slash, number = str(flask.session.get(SENT, "")).partition("/")
    return int(number) if slug == area.slug and number.isdigit() else None


def code() -> str | None:
    """The code to show, None when it is not known here."""
    return flask.session.get(CODE) or None


def forget() -> None:
    """Let go of the comment: someone else writes next."""
    flask.session.pop(SENT, None)
    flask.session.pop(CODE, None)
