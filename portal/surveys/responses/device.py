"""What this device holds: which response is being answered here, the code to show, the card it came with.

It stands in the one strictly necessary cookie, signed, apart for each area and survey, and goes when
the person leaves or presses "clear this device".
"""

import flask

from portal.areas.models import Area

ANSWERING = "answering"
CODES = "codes"
CARDS = "cards"


def _place(area: Area, slug: str) -> str:
    return f"{area.slug}/{slug}"


def hold(area: Area, slug: str, response_id: int) -> None:
    """Go on with this response here."""
    held = dict(flask.session.get(ANSWERING, {}))
    held[_place(area, slug)] = str(response_id)
    flask.session[ANSWERING] = held


def begin(area: Area, slug: str, response_id: int, code: tuple[str, ...]) -> None:
    """Answer a survey anew here. `code` is kept before it is needed.

    Of two clicks on "Send" the browser may keep the answer of either.
    """
    forget(area, slug)
    hold(area, slug, response_id)
    keep_code(area, slug, code)


def held(area: Area, slug: str) -> int | None:
    """The response being answered here, None when there is none."""
    value = flask.session.get(ANSWERING, {}).get(_place(area, slug), "")
    return int(value) if str(value).isdigit() else None


def keep_code(area: Area, slug: str, words: tuple[str, ...]) -> None:
    """Keep the code until the person leaves: shown once the answers are saved or sent under it."""
    codes = dict(flask.session.get(CODES, {}))
    codes[_place(area, slug)] = " ".join(words)
    flask.session[CODES] = codes


def code(area: Area, slug: str) -> str | None:
    """The code to show, None when its words are not known here."""
    words = flask.session.get(CODES, {}).get(_place(area, slug))
    return str(words) if words else None


def keep_card(area: Area, slug: str, wave_id: int, words: tuple[str, ...]) -> None:
    """The card this device came with, until its answers are sent: then it is used."""
    cards = dict(flask.session.get(CARDS, {}))
    cards[_place(area, slug)] = f"{wave_id} {' '.join(words)}"
    flask.session[CARDS] = cards


def card(area: Area, slug: str, wave_id: int) -> tuple[str, ...] | None:
    """The words of the card held for this wave, None when there is none."""
    held_wave, *words = str(flask.session.get(CARDS, {}).get(_place(area, slug), "")).split()[:12] or [""]
    return tuple(words) if words and held_wave == str(wave_id) else None


def forget_card(area: Area, slug: str) -> None:
    """Let go of the card: it is used, or it does not work."""
    cards = dict(flask.session.get(CARDS, {}))
    if cards.pop(_place(area, slug), None) is not None:
        flask.session[CARDS] = cards


def forget(area: Area, slug: str) -> None:
    """Let go of one survey: someone else answers it next. A card not used yet stays."""
    for name in (ANSWERING, CODES):
        kept = dict(flask.session.get(name, {}))
        if kept.pop(_place(area, slug), None) is not None:
            flask.session[name] = kept
