"""Limits on wrong guesses and floods: exact over several processes, and without any address kept.

Counters live in a store of their own (a small SQLite file on one machine, Redis by setting), under
a keyed hash of the caller's address that changes daily. A hall shares one address, so only *wrong*
codes are counted against it (rules.md, personal data).
"""

import math
import sqlite3
import time
from pathlib import Path

import flask
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from portal.core import clock, keys


class TooMany(Exception):
    """A limit is used up; `minutes` is how long to wait, at least 1."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"too many tries, wait {minutes} minutes")
        self.minutes = minutes


class SqliteFile(Storage):
    """Counters in one SQLite file, incremented under its write lock, so that no two are lost."""

    STORAGE_SCHEME = ["sqlite-file"]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_options: object) -> None:
        super().__init__(uri, wrap_exceptions)
        self.path = Path(uri.removeprefix("sqlite-file://"))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS counter"
                " (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends REAL NOT NULL) WITHOUT ROWID"
            )

    def _open(self) -> sqlite3.Connection:
        connection = _Closing(self.path, timeout=15, isolation_level=None)
        # a counter that a power cut takes back harms nobody, and a sign-in need not wait for the disk
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the store raises when it fails."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a counter, starting it anew when its time is over; returns the new count.

        Giving one back after the time is over begins at nothing, not below.
        """
        now = time.time()
        with self._open() as connection:
            row = connection.execute(
                "INSERT INTO counter VALUES (?1, max(?2, 0), ?3) ON CONFLICT (key) DO UPDATE SET"
                " count = CASE WHEN ends <= ?4 THEN max(?2, 0) ELSE count + ?2 END,"
                " ends = CASE WHEN ends <= ?4 THEN ?3 ELSE ends END RETURNING count",
                (key, amount, now + expiry, now),
            ).fetchone()
        return int(row[0])

    def get(self, key: str) -> int:
        """The count now, 0 when there is none or its time is over."""
        with self._open() as connection:
            row = connection.execute(
                "SELECT count FROM counter WHERE key = ? AND ends > ?", (key, time.time())
            ).fetchone()
        return int(row[0]) if row else 0

    def get_expiry(self, key: str) -> float:
        """When the counter ends, in seconds since 1970; now when there is none."""
        with self._open() as connection:
            row = connection.execute("SELECT ends FROM counter WHERE key = ?", (key,)).fetchone()
        return float(row[0]) if row else time.time()

    def check(self) -> bool:
        """Whether the store answers."""
        with self._open() as connection:
            return connection.execute("SELECT 1").fetchone() is not None

    def reset(self) -> int:
        """Forget every counter; returns how many there were."""
        with self._open() as connection:
            return connection.execute("DELETE FROM counter").rowcount

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._open() as connection:
            connection.execute("DELETE FROM counter WHERE key = ?", (key,))

    def forget_ended(self) -> int:
        """Delete the counters whose time is over (the retention command); returns how many."""
        with self._open() as connection:
            return connection.execute("DELETE FROM counter WHERE ends <= ?", (time.time(),)).rowcount


class _Closing(sqlite3.Connection):
    """A connection that `with` closes: the built-in one only ends its transaction."""

    def __exit__(self, *problem: object) -> None:  # type: ignore[override]
        self.close()


class Limits:
    """The limits of one app: `allow` before a guess, `spend` after a wrong one.

    Where a guess is slow (a password), `spend` before it and `give_back` when it was right.
    """

    def __init__(self, url: str, secret_key: str, *, on: bool = True) -> None:
        self.on = on
        self.secret_key = secret_key
        self.store = storage_from_string(url)
        self.limiter = FixedWindowRateLimiter(self.store)

    def _who(self, address: str | None) -> str:
        day = clock.today()
        return keys.address_hash(self.secret_key, address, day) if address else "everybody"

    def allow(self, name: str, limit: str, *, address: str | None) -> None:
        """Raise TooMany when `limit` ("20 per hour") is used up for this address (None: by all)."""
        item, who = parse(limit), self._who(address)
        if self.on and not self.limiter.test(item, name, who):
            raise TooMany(self._minutes(item, name, who))

    def spend(self, name: str, limit: str, *, address: str | None) -> None:
        """Count one against the limit; raise TooMany when that was one too many."""
        item, who = parse(limit), self._who(address)
        if self.on and not self.limiter.hit(item, name, who):
            raise TooMany(self._minutes(item, name, who))

    def give_back(self, name: str, limit: str, *, address: str | None) -> None:
        """Uncount one that was spent before it was known to be right; many tries at once gain nothing."""
        if self.on:
            self.limiter.hit(parse(limit), name, self._who(address), cost=-1)

    def left(self, name: str, limit: str, *, address: str | None) -> int:
        """How many tries are left."""
        return self.limiter.get_window_stats(parse(limit), name, self._who(address)).remaining

    def forget_ended(self) -> int:
        """Delete counters whose time is over; Redis does so by itself."""
        return self.store.forget_ended() if isinstance(self.store, SqliteFile) else 0

    def _minutes(self, item: RateLimitItem, name: str, who: str) -> int:
        ends = self.limiter.get_window_stats(item, name, who).reset_time
        return max(1, math.ceil((ends - time.time()) / 60))


def limits() -> Limits:
    """The limits of the running app."""
    found = flask.current_app.extensions["limits"]
    assert isinstance(found, Limits)  # noqa: S101 - narrows the type of a registry we fill
    return found


def init_app(app: flask.Flask, url: str, secret_key: str, *, on: bool) -> None:
    """Open the store of counters."""
    app.extensions["limits"] = Limits(url, secret_key, on=on)
