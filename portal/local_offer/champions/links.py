"""The signed part of a champion's link, and how the mailbox of a champion is kept."""

import hmac

from portal.core import keys
from portal.core.deployment import secret_key, site_url


def signed(area_slug: str, champion_id: int) -> str:
    """The last part of the link's address: it names the champion, and only this deployment can make it."""
    return f"{champion_id}-{_seal(area_slug, champion_id)}"


def number_of(area_slug: str, typed: str) -> int | None:
    """The id of the champion that an address names, None where it was not made here for this area."""
    number, _dash, seal = typed.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    made = _seal(area_slug, int(number))
    return int(number) if hmac.compare_digest(seal.encode(), made.encode()) else None


def address_of(area_slug: str, champion_id: int) -> str:
    """The whole address of a work list, as it is mailed."""
    return f"{site_url()}/{area_slug}/local-offer/champion/{signed(area_slug, champion_id)}/"


def lock_email(address: str) -> str:
    """The address as it is kept."""
    return keys.encrypt(_key("champion email"), address)


def email_of(locked: str) -> str:
    """The address again; "" once the champion has ended."""
    return keys.decrypt(_key("champion email"), locked) or ""


def hash_of(address: str) -> str:
    """By which one mailbox is known as one champion."""
    return keys.keyed_hash(_key("champion email hash"), address)


def _seal(area_slug: str, champion_id: int) -> str:
    return keys.keyed_hash(_key("champion link"), f"{area_slug}|{champion_id}")[:40]


def _key(purpose: str) -> bytes:
    return keys.derive(secret_key(), purpose)
