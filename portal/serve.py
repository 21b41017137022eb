"""`make run`: migrate, plant into an empty database, print how to get in, serve, with a worker beside."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask_migrate import upgrade
from granian import Granian
from granian.constants import Interfaces

import config
from portal import create_app
from portal.areas.queries import all_areas
from portal.core.db import db
from portal.demo.plant import PASSWORD, plant_everything, sign_ins

ADDRESS = "127.0.0.1"
LOOK_AGAIN = 1.0


def prepare(settings: config.Settings) -> None:
    """Bring the database to the newest migration and plant what an empty one needs."""
    (config.ROOT / "instance").mkdir(exist_ok=True)
    app = create_app(settings)
    with app.app_context():
        upgrade()
        if settings.demonstration and not all_areas():
            print("Planting the demonstration areas (once, about a minute) ...", flush=True)
            plant_everything()
        db.engine.dispose()


def welcome(settings: config.Settings, port: int) -> str:
    """The address and, for the demonstration, the sign-ins."""
    lines = [f"The portal is at http://{ADDRESS}:{port}"]
    if settings.demonstration:
        lines += ["", f"Made-up sign-ins, all with the password: {PASSWORD}"]
        lines += [f"  {email:<42} {role}" for email, role in sign_ins()]
    return "\n".join(lines)


@contextmanager
def kept_running(command: list[str]) -> Iterator[None]:
    """A second process for as long as the block runs; should it be killed, another one takes over."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep_running, args=(command, over))
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep_running(command: list[str], over: threading.Event) -> None:
    while not over.is_set():
        process = subprocess.Popen(command, cwd=config.ROOT)  # noqa: S603 - our own command, no words from outside
        # it is looked at every second, so one that cannot start is not tried without end
        while not over.wait(LOOK_AGAIN) and process.poll() is None:
            pass
        process.terminate()
        process.wait()


def main() -> None:
    """Prepare and serve until stopped."""
    port = int(os.environ.get("PORT", "8000"))
    # the server's own processes read the environment too: links on cards and in e-mails lead here
    os.environ.setdefault("PORTAL_SITE_URL", f"http://{ADDRESS}:{port}")
    settings = config.from_environment()
    prepare(settings)
    print(welcome(settings, port), flush=True)
    # no access log: it would hold addresses and codes (core/logs.py writes what may be kept)
    server = Granian(
        "wsgi:app",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        # on a busy machine a worker of granian sometimes never ends by itself: it is ended then
        workers_kill_timeout=10,
        log_access=False,
    )
    # should this process be killed, the worker sees that its parent has gone and ends too
    with kept_running([sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--with-parent"]):
        server.serve()


if __name__ == "__main__":
    sys.path.insert(0, str(config.ROOT))
    main()
