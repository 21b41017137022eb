"""The signed part of a provider's link: it names the link's row, and only this deployment can make it."""

import hmac
from datetime import timedelta

from portal.core import keys
from portal.core.deployment import secret_key

LIFE = timedelta(days=60)


def signed(area_slug: str, link_id: int) -> str:
    """The last part of the link's address."""
    return f"{link_id}-{_seal(area_slug, link_id)}"


def number_of(area_slug: str, typed: str) -> int | None:
    """The id of the link that an address names, None where it was not made here."""
    number, _dash, seal = typed.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return (
        int(number) if hmac.compare_digest(seal.encode(), _seal(area_slug, int(number)).encode()) else None
    )


def _seal(area_slug: str, link_id: int) -> str:
    return keys.keyed_hash(keys.derive(secret_key(), "provider link"), f"{area_slug}|{link_id}")[:40]
