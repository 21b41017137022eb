"""Throw-away servers for tests: PostgreSQL and Redis, started on free ports and stopped at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=127.0.0.1"


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgres_binaries() -> Path | None:
    """Where the server's own binaries are, None when they are not on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def throw_away_postgres() -> Iterator[str | None]:
    """A server for as long as the block runs; its address, or None where there is no PostgreSQL."""
    binaries = postgres_binaries()
    if binaries is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    shutil.chown(folder, user)
    port = free_port()

    def run(program: str, *arguments: str) -> None:
        options = {"user": user, "group": None} if os.geteuid() == 0 else {}
        subprocess.run(
            [str(binaries / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **{key: value for key, value in options.items() if value},  # type: ignore[call-overload]
        )

    data = str(folder / "data")
    run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    options = f"-p {port} {FAST} -c unix_socket_directories={folder}"
    run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def throw_away_redis() -> Iterator[str | None]:
    """A Redis server for as long as the block runs; its address, or None where there is none."""
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    port = free_port()
    folder = tempfile.mkdtemp(prefix="portal-redis-")
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)
