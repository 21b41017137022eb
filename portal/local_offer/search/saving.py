"""The list of services that a device keeps: their numbers in the one cookie, for each area apart."""

import flask

from portal.areas.models import Area

MOST = 30  # a cookie is small
KEY = "saved services"


def saved_here(area: Area) -> list[int]:
    """The services that this device keeps for this area, in the order in which they were kept."""
    lists = flask.session.get(KEY, {})
    return [number for number in lists.get(area.slug, []) if isinstance(number, int)]


def change(area: Area, *, keep: str | None, drop: str | None) -> None:
    """Keep one more (beyond MOST the oldest goes) or drop one; what is no number is passed over."""
    numbers = saved_here(area)
    dropped, kept = _number(drop), _number(keep)
    if dropped is not None:
        numbers = [number for number in numbers if number != dropped]
    if kept is not None and kept not in numbers:
        numbers = [*numbers, kept][-MOST:]
    lists = {**flask.session.get(KEY, {}), area.slug: numbers}
    if any(lists.values()):
        flask.session[KEY] = {slug: kept_there for slug, kept_there in lists.items() if kept_there}
    else:
        flask.session.pop(KEY, None)


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 16 else None
