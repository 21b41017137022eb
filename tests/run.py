"""The whole test command: the suite on SQLite with the browser, then again on PostgreSQL.

PostgreSQL runs as a throw-away cluster from the server's own binaries, which refuse root, so that it
is started as another user. Where there are none, the second run is left out with a plain sentence,
unless PORTAL_TESTS_NEED_EVERYTHING is set: then that is a failure.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import throw_away_postgres, throw_away_redis

ROOT = Path(__file__).resolve().parent.parent
WORKERS = str(min(4, (os.cpu_count() or 2)))


def suite(*arguments: str, **environment: str) -> int:
    """Run pytest in a process of its own; its exit status."""
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def main() -> int:
    """Both runs; the worse status of the two."""
    everything = bool(os.environ.get("PORTAL_TESTS_NEED_EVERYTHING"))
    with throw_away_redis() as redis:
        print("== SQLite, with the browser", flush=True)
        first = suite(PORTAL_TEST_REDIS=redis or "")
    with throw_away_postgres() as server:
        if server is None:
            print("== PostgreSQL is not on this machine: its tests are left out", flush=True)
            return 1 if everything else first
        print("== PostgreSQL", flush=True)
        second = suite("-m", "not browser and not pure", PORTAL_TEST_POSTGRES=server)
    return first or second


if __name__ == "__main__":
    sys.exit(main())
