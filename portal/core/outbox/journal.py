"""The journal of messages handed over: one line, safe on disk, right after the server said yes.

A worker killed before it could mark a message as sent finds it here and does not send it again.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Journal:
    """One file on this machine, shared by its workers."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, message_id: str) -> None:
        """Add a message; returns once the line is on the disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._held(os.O_RDWR | os.O_CREAT | os.O_APPEND) as file:
            os.write(file, f"{message_id}\n".encode())
            os.fsync(file)

    def holds(self, message_id: str) -> bool:
        """Whether the message was handed over."""
        return self.path.exists() and message_id in self.path.read_text(encoding="utf-8").split("\n")[:-1]

    def empty(self) -> None:
        """Forget every line: only when no message is held by any worker."""
        if self.path.exists():
            with self._held(os.O_RDWR) as file:
                os.ftruncate(file, 0)

    @contextmanager
    def _held(self, flags: int) -> Iterator[int]:
        file = os.open(self.path, flags, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)
