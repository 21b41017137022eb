"""The tiny demonstration, planted once for all test workers, and the real server over a copy of it."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import sqlalchemy as sa

from config import ROOT
from portal.demo.plant import TINY, plant_everything
from tests.deployment import SECRET, Deployment
from tests.servers import free_port

PATIENCE = 30


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker to come fills; the others wait for it and read it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


def plant(folder: Path) -> None:
    """Migrate a database in this folder and plant the tiny demonstration into it."""
    deployment = Deployment(folder, "browser")
    deployment.migrate()
    with deployment.app.app_context():
        plant_everything(TINY)
    deployment.keep_as_template()


def copy_of(planted: Path, folder: Path) -> Deployment:
    """A deployment of its own over a copy of the planted database."""
    folder.mkdir(parents=True, exist_ok=True)
    deployment = Deployment(folder, "browser")
    shutil.copy(planted / "template.sqlite", deployment.file)
    return deployment


@contextmanager
def serving(deployment: Deployment) -> Iterator[str]:
    """The portal served by granian, as families meet it; yields its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = deployment.folder / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [*_granian(port), "wsgi:app"], cwd=ROOT, env=_surroundings(deployment), stdout=out, stderr=out
        )
    try:
        _wait_for(f"{address}/health/ready", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _granian(port: int) -> list[str]:
    where = ["--host", "127.0.0.1", "--port", str(port)]
    size = ["--workers", "1", "--blocking-threads", "3"]
    return [sys.executable, "-m", "granian", "--interface", "wsgi", *where, *size]


def _surroundings(deployment: Deployment) -> dict[str, str]:
    settings = deployment.settings
    return {
        **os.environ,
        "PORTAL_SECRET_KEY": SECRET,
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_LIMITS_URL": settings.limits_url,
        "PORTAL_EXPORTS_FOLDER": str(settings.exports_folder),
    }


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 our own server
                return
        except URLError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.05)
    raise AssertionError(f"the server did not come up: {log.read_text()}")


def rows(deployment: Deployment, question: str) -> list[tuple[object, ...]]:
    """What the database of a deployment holds now, asked in SQL."""
    engine = sa.create_engine(deployment.settings.database_url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(question))]
    finally:
        engine.dispose()
