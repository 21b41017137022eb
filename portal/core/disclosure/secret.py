"""The two random things the blur rests on: the area's secret and a response's record key."""

import hmac
import secrets
from typing import Final

RECORD_KEY_BITS: Final = 31
_SALT: Final = b"send-portal/disclosure"
_LEAST_BYTES: Final = 16


def derive_secret(deployment_secret: bytes, area_slug: str) -> bytes:
    """Return the 32-byte secret of one area (HKDF with SHA-256, RFC 5869).

    The same two arguments give the same secret for ever: it must be backed up and never changed,
    or every figure would be blurred afresh and two copies of a page would tell more than one.
    Raises ValueError for a deployment secret under 16 bytes or an empty slug.
    """
    if len(deployment_secret) < _LEAST_BYTES:
        raise ValueError("the deployment secret for disclosure control needs 16 bytes or more")
    if not area_slug:
        raise ValueError("an area's secret needs the area's slug")
    pseudorandom_key = hmac.digest(_SALT, deployment_secret, "sha256")
    return hmac.digest(pseudorandom_key, area_slug.encode() + b"\x01", "sha256")


def new_record_key() -> int:
    """Return a random key of 1 to 2**31 - 1 for a new response or ballot; it means nothing.

    Never 0, so that every person changes the sum of the keys of each cell they are in.
    """
    return secrets.randbelow(2**RECORD_KEY_BITS - 1) + 1
