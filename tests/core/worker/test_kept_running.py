"""The worker beside `make run`: killed in the middle of its work, another one takes over."""

import os
import signal
import sys
from pathlib import Path

from portal.serve import kept_running
from tests.waiting import wait_until

WORKS = """
import os, sys, threading
with open(sys.argv[1], "a") as begun:
    begun.write(f"{os.getpid()}\\n")
threading.Event().wait()
"""


def test_a_worker_that_is_killed_is_replaced_and_ends_with_the_block(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def numbers() -> list[int]:
        return [int(line) for line in begun.read_text().splitlines()] if begun.exists() else []

    with kept_running([sys.executable, "-c", WORKS, str(begun)]):
        wait_until(lambda: len(numbers()) == 1, "the worker")
        os.kill(numbers()[0], signal.SIGKILL)
        wait_until(lambda: len(numbers()) == 2, "another one in its place")
    assert not any(Path(f"/proc/{number}").exists() for number in numbers())
