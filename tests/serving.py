"""The real server over a deployment, as families meet it: granian, in processes of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from config import ROOT
from tests.deployment import SECRET, Deployment
from tests.servers import free_port

PATIENCE = 30


@dataclass(frozen=True)
class Server:
    """A server that runs, and the group of its processes."""

    address: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End every process of it at once, in the middle of whatever it does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def start(deployment: Deployment, *, workers: int = 1, threads: int = 3) -> Server:
    """Start the server on a free port and wait until it is ready."""
    port = free_port()
    log = deployment.folder / "server.log"
    size = ["--workers", str(workers), "--blocking-threads", str(threads), "--workers-kill-timeout", "10"]
    where = ["--host", "127.0.0.1", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", *where, *size, "wsgi:app"],
            cwd=ROOT,
            env=_surroundings(deployment),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", process)
    _wait_for(server, log)
    return server


@contextmanager
def serving(deployment: Deployment) -> Iterator[str]:
    """The portal served for as long as the block runs; yields its address."""
    server = start(deployment)
    try:
        yield server.address
    finally:
        server.stop()


def _surroundings(deployment: Deployment) -> dict[str, str]:
    settings = deployment.settings
    return {
        **os.environ,
        "PORTAL_SECRET_KEY": SECRET,
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_LIMITS_URL": settings.limits_url,
        "PORTAL_EXPORTS_FOLDER": str(settings.exports_folder),
    }


def _wait_for(server: Server, log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"{server.address}/health/ready", timeout=5):  # noqa: S310 our own server
                return
        except URLError:
            assert server.process.poll() is None, log.read_text()
            time.sleep(0.05)
    server.kill()
    raise AssertionError(f"the server did not come up: {log.read_text()}")
