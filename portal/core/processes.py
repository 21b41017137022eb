"""Which process holds a piece of work, so that what a killed one left behind is found and taken up."""

import os
import secrets
import socket

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
    return False
