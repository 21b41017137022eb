"""The tiny demonstration, planted once for all test workers of a run."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

from portal.demo.plant import TINY, plant_everything
from tests.deployment import Deployment


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


def copy_of(planted: Path, folder: Path, name: str = "browser") -> Deployment:
    """A deployment of its own over a copy of the planted database."""
    folder.mkdir(parents=True, exist_ok=True)
    deployment = Deployment(folder, name)
    shutil.copy(planted / "template.sqlite", deployment.file)
    return deployment
