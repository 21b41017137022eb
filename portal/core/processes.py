"""Which process holds a piece of work, so that what a killed one left behind is found and taken up."""

import os
import secrets
import socket
from pathlib import Path

# a process number is given again after a restart, in a container often at once: the token tells them apart
_TOKEN = secrets.token_hex(6)


def this_process() -> str:
    """A name for this process: machine, number and a random token."""
    return f"{socket.gethostname()[:120]}/{os.getpid()}/{_TOKEN}"


def has_ended(name: str) -> bool:
    """Whether that process surely runs no more; False for another machine's, which cannot be seen."""
    machine, _, rest = name.rpartition("/")[0].rpartition("/")
    if machine != socket.gethostname()[:120] or not rest.isdigit():
        return False
    if int(rest) == os.getpid():
        return name != this_process()
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _is_zombie(rest)


def _is_zombie(number: str) -> bool:
    """Whether it has ended and its parent has not looked yet: it keeps its number and does nothing."""
    try:
        about = Path("/proc", number, "stat").read_text()
    except OSError:
        # another system, or it has gone in this moment: the next round sees that
        return False
    # its name stands in brackets and may hold brackets itself; its state is the letter after them
    return about.rpartition(")")[2].split()[0] == "Z"
