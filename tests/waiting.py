"""Waits for something that really happens in another thread or process, and not for ever."""

import threading
import time
from collections.abc import Callable

LONGEST = 60.0


def wait_until(happened: Callable[[], bool], what: str) -> None:
    """Look again and again until it has happened; fails with `what` after a minute."""
    end, pause = time.monotonic() + LONGEST, threading.Event()
    while not happened():
        assert time.monotonic() < end, f"waited in vain for: {what}"
        pause.wait(0.05)
