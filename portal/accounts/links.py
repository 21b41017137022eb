"""Links that open an invitation: 256 random bits, shown once; only their hash is kept."""

import hashlib
import secrets
from datetime import timedelta

LIFE = timedelta(days=7)


def new_token() -> str:
    """The last part of a new link: 43 letters, numbers and signs that are safe in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What the database keeps of a link; too many possible links to need a slow hash or a key."""
    return hashlib.sha256(token.encode()).hexdigest()
