"""Passwords: argon2id (RFC 9106), long rather than strange, and never one that many people use."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 12
_NOBODY = "$argon2id$v=19$m=8192,t=3,p=1$bm9ib2R5bm9ib2R5$TY0CQ4yoMRTYwZxFGjLxJUS4FkCJAxCHAzpuzpFG8rM"


def hash_password(password: str, *, cost: int) -> str:
    """The hash to keep; `cost` is argon2's time cost (a setting: 1 in tests)."""
    return PasswordHasher(time_cost=cost, memory_cost=_memory(cost)).hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; takes as long when there is no such person."""
    try:
        return PasswordHasher().verify(password_hash or _NOBODY, password) and bool(password_hash)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _memory(cost: int) -> int:
    return 1024 if cost == 1 else 19_456
