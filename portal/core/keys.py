"""Keys: every secret of the service is derived from the deployment's one secret and a purpose.

HKDF (RFC 5869) with SHA-256, so that one derived key tells nothing of another.
"""

import base64
import hashlib
import hmac
from datetime import date
from ipaddress import ip_address, ip_network

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derive(secret_key: str, purpose: str) -> bytes:
    """32 bytes that belong to one purpose ("receipts", "contact details", …)."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode())
    return kdf.derive(secret_key.encode())


def keyed_hash(key: bytes, value: str) -> str:
    """A hash that only the holder of the key can make: 64 hexadecimal characters."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def address_hash(secret_key: str, address: str, day: date) -> str:
    """A caller's address under a key of the day: limits work, and tomorrow nobody can join them.

    Of an IPv6 address only the first half counts: one household is given all the rest (RFC 6177).
    """
    return keyed_hash(derive(secret_key, f"address {day.isoformat()}"), _household(address))[:32]


def _household(address: str) -> str:
    try:
        whole = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if whole.version == 4:
        return str(whole)
    return str(whole.ipv4_mapped or ip_network((whole, 64), strict=False))


def encrypt(key: bytes, text: str) -> str:
    """Text locked with a derived key (Fernet: AES-128-CBC and HMAC)."""
    return lock(key, text.encode()).decode()


def decrypt(key: bytes, locked: str) -> str | None:
    """The text again, or None when the key does not fit."""
    content = unlock(key, locked.encode())
    return None if content is None else content.decode()


def lock(key: bytes, content: bytes) -> bytes:
    """Bytes locked in the same way: a file."""
    return Fernet(base64.urlsafe_b64encode(key)).encrypt(content)


def unlock(key: bytes, locked: bytes) -> bytes | None:
    """The bytes again, or None when the key does not fit."""
    try:
        return Fernet(base64.urlsafe_b64encode(key)).decrypt(locked)
    except InvalidToken:
        return None
