"""E-mail addresses in one spelling, so that one person has one account."""

import re

LONGEST = 200
_PLAIN = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def one_spelling(typed: str) -> str | None:
    """The address without spaces around it and in small letters; None when it is not an address.

    Only plain letters are taken, so that two addresses which look alike cannot be two people.
    """
    address = typed.strip().lower()
    if len(address) > LONGEST or not _PLAIN.fullmatch(address):
        return None
    return address
