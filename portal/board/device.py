"""What this device holds of the board: promises it answered about, words just sent with their code."""

import flask

from portal.areas.models import Area

ANSWERED = "board"  # the promises this device has said something of
TOLD = "board words"  # those it has written about in private
SENT = "board words sent"
MOST_REMEMBERED = 40


def _marked(name: str, entry_id: int) -> bool:
    return entry_id in flask.session.get(name, [])


def _mark(name: str, entry_id: int) -> None:
    flask.session[name] = [*flask.session.get(name, []), entry_id][-MOST_REMEMBERED:]


def has_answered(entry_id: int) -> bool:
    """Whether this device has said whether the promise made a difference."""
    return _marked(ANSWERED, entry_id)


def note_answered(entry_id: int) -> None:
    """It has now."""
    _mark(ANSWERED, entry_id)


def may_tell(entry_id: int) -> bool:
    """Whether the private box is open: this device has answered and not written about the promise yet."""
    return _marked(ANSWERED, entry_id) and not _marked(TOLD, entry_id)


def note_told(area: Area, entry_id: int, words_id: int, code: tuple[str, ...]) -> None:
    """It has written; the code is shown until the person leaves."""
    _mark(TOLD, entry_id)
    flask.session[SENT] = f"{area.slug}/{entry_id}/{words_id}/{' '.join(code)}"


def sent_about(area: Area, entry_id: int) -> tuple[int, str] | None:
    """The id and the code of the words just sent about a promise; None: there are none on this device."""
    slug, _slash, rest = str(flask.session.get(SENT, "")).partition("/")
    number, _slash, rest = rest.partition("/")
    words_id, _slash, code = rest.partition("/")
    known = (slug, number) == (area.slug, str(entry_id)) and words_id.isdigit()
    return (int(words_id), code) if known else None
