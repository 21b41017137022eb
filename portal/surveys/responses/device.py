"""What this device holds: which response is being answered here, and the code to show.

It stands in the one strictly necessary cookie, signed, apart for each area and survey, and goes when
the person leaves or presses "clear this device".
"""

import flask

from portal.areas.models import Area

ANSWERING = "answering"
CODES = "codes"


def _place(area: Area, slug: str) -> str:
    return f"{area.slug}/{slug}"


def hold(area: Area, slug: str, response_id: int) -> None:
    """Go on with this response here."""
    held = dict(flask.session.get(ANSWERING, {}))
    held[_place(area, slug)] = str(response_id)
    flask.session[ANSWERING] = held


def held(area: Area, slug: str) -> int | None:
    """The response being answered here, None when there is none."""
    value = flask.session.get(ANSWERING, {}).get(_place(area, slug), "")
    return int(value) if str(value).isdigit() else None


def keep_code(area: Area, slug: str, words: tuple[str, ...]) -> None:
    """Show the code until the person leaves."""
    codes = dict(flask.session.get(CODES, {}))
    codes[_place(area, slug)] = " ".join(words)
    flask.session[CODES] = codes


def code(area: Area, slug: str) -> str | None:
    """The code to show, None when its words are not known here."""
    words = flask.session.get(CODES, {}).get(_place(area, slug))
    return str(words) if words else None


def forget(area: Area, slug: str) -> None:
    """Let go of one survey: someone else answers it next."""
    for name in (ANSWERING, CODES):
        kept = dict(flask.session.get(name, {}))
        if kept.pop(_place(area, slug), None) is not None:
            flask.session[name] = kept


def clear() -> None:
    """Forget everything on this device, the sign of a session included."""
    flask.session.clear()
