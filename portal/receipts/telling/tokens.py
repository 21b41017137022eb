"""The last part of the links in these e-mails: made from the row's number and a key, so none is kept."""

import hmac
from enum import StrEnum

from portal.core import keys
from portal.core.deployment import secret_key


class Link(StrEnum):
    """What a link is for; a link for one opens nothing as the other."""

    CONFIRM = "confirm"
    STOP = "stop"


def token_for(link: Link, area_id: int, number: int) -> str:
    """The token of one row of one area."""
    return f"{number:x}-{_seal(link, area_id, number)}"


def number_in(link: Link, area_id: int, token: str) -> int | None:
    """The number of the row that a token was made for; None where it is not one of ours for this area."""
    written, _hyphen, seal = token.partition("-")
    try:
        number = int(written, 16)
    except ValueError:
        return None
    return number if hmac.compare_digest(seal, _seal(link, area_id, number)) else None


def _seal(link: Link, area_id: int, number: int) -> str:
    key = keys.derive(secret_key(), f"tell me {link}")
    return keys.keyed_hash(key, f"{area_id} {number}")[:32]
