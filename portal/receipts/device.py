"""Which receipt is open on this device, and which was open before it.

It stands in the one strictly necessary cookie, signed, and goes when the person leaves.
"""

import flask

from portal.areas.models import Area

RECEIPT = "receipt"
EARLIER = "earlier receipt"


def open_receipt(area: Area, receipt_id: int) -> None:
    """Whoever holds the code just given, or typed it, need not type it to see their page here.

    Another one that was open stays known as the earlier one: its holder may want one code for both.
    """
    before = opened_receipt(area)
    if before is not None and before != receipt_id:
        flask.session[EARLIER] = _written(area, before)
    flask.session[RECEIPT] = _written(area, receipt_id)


def opened_receipt(area: Area) -> int | None:
    """The receipt that is open here, None when there is none of this area."""
    return _read(area, RECEIPT)


def earlier_receipt(area: Area) -> int | None:
    """The receipt of this area that was open here before the one that is."""
    earlier = _read(area, EARLIER)
    return None if earlier == opened_receipt(area) else earlier


def forget_earlier() -> None:
    """There is one code now, or its holder does not want to put both together."""
    flask.session.pop(EARLIER, None)


def close_receipt() -> None:
    """Someone else answers next: their own page is not this one."""
    flask.session.pop(RECEIPT, None)
    forget_earlier()


def _written(area: Area, receipt_id: int) -> str:
    return f"{area.slug}/{receipt_id}"


def _read(area: Area, name: str) -> int | None:
    slug, _slash, number = str(flask.session.get(name, "")).partition("/")
    return int(number) if slug == area.slug and number.isdigit() else None
