"""Passwords: argon2id (RFC 9106), long rather than strange, and never one that many people use.

A hash is never made or checked inside a write transaction: it takes tens of milliseconds in which
nobody else could save an answer (architecture.md, slow work).
"""

import re
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from portal.core.errors import RuleBroken

SHORTEST = 12
LONGEST = 200
_COMMON_FILE = Path(__file__).parent / "data" / "common-passwords.txt"
_LOOKALIKES = str.maketrans("@4301!$57", "aaeoiisst")


def _read_common() -> frozenset[str]:
    lines = _COMMON_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


COMMON = _read_common()


def hash_password(password: str, *, cost: int) -> str:
    """The hash to keep; `cost` is argon2's time cost (a setting: 1 in tests)."""
    return _hasher(cost).hash(password)


def matches(password_hash: str | None, password: str, *, cost: int) -> bool:
    """Whether the password is right; `password_hash` None (no such person) takes just as long."""
    try:
        return _hasher(cost).verify(password_hash or hash_of_nobody(cost), password) and bool(password_hash)
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_outdated(password_hash: str, *, cost: int) -> bool:
    """Whether the hash was made at another cost, so that it is made again at the next sign-in."""
    return _hasher(cost).check_needs_rehash(password_hash)


def check(password: str, *, email: str) -> None:
    """Refuse (RuleBroken on `password`) a new password that is short, common or the e-mail address.

    No rule on capitals and signs: they lead to "Password1!" (NCSC, "Three random words").
    """
    if len(password) < SHORTEST:
        raise RuleBroken("Use at least %(least)s letters, numbers or signs.", "password", least=SHORTEST)
    if len(password) > LONGEST:
        raise RuleBroken("Use at most %(most)s letters, numbers or signs.", "password", most=LONGEST)
    if password.lower() in {email, email.partition("@")[0]}:
        raise RuleBroken("Your password cannot be your email address.", "password")
    if _is_common(password):
        raise RuleBroken(
            "Many people use this password. Three words you pick by chance are safer.", "password"
        )


def _is_common(password: str) -> bool:
    """Whether it is one or two common words, or one said again and again, dressed up or not."""
    small = password.lower()
    bare = re.sub(r"^[^a-z]+|[^a-z]+$", "", small)
    if small.isdigit() or len(set(small)) < 5:
        return True
    dressed = {small, bare, small.translate(_LOOKALIKES), bare.translate(_LOOKALIKES)}
    return any(_is_made_of_common(word) for word in dressed | {_letters(word) for word in dressed})


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]+", "", word)


def _is_made_of_common(word: str) -> bool:
    if word in COMMON or _smallest_part(word) in COMMON:
        return True
    return any(word[:cut] in COMMON and word[cut:] in COMMON for cut in range(1, len(word)))


def _smallest_part(word: str) -> str:
    """The part that the word repeats: "summersummer" -> "summer", else the word itself."""
    start = (word + word).find(word, 1) if word else 0
    return word[:start]


def _hasher(cost: int) -> PasswordHasher:
    return PasswordHasher(time_cost=cost, memory_cost=_memory(cost), parallelism=1)


def _memory(cost: int) -> int:
    return 1024 if cost == 1 else 19_456


def hash_of_nobody(cost: int) -> str:
    """A hash that no password fits, made to cost what a real one does."""
    salt, digest = "bm9ib2R5IGlzIGhlcmUuLg", "TY0CQ4yoMRTYwZxFGjLxJUS4FkCJAxCHAzpuzpFG8rM"
    return f"$argon2id$v=19$m={_memory(cost)},t={cost},p=1${salt}${digest}"
