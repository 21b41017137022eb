"""A crowd of processes that all try at the same moment, as the workers of a server do."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from typing import Any

from portal.core.limits import Limits, TooMany
from tests.deployment import SECRET


def tries_let_in(url: str, limit: str, *, processes: int, each: int) -> int:
    """How many of `processes` x `each` tries from one address a limit lets in."""
    context = multiprocessing.get_context("fork")
    together, let_in = context.Barrier(processes), context.Queue()
    crowd = [
        context.Process(target=_try, args=(url, limit, each, together, let_in)) for _ in range(processes)
    ]
    for member in crowd:
        member.start()
    counts = [let_in.get(timeout=60) for _ in crowd]
    for member in crowd:
        member.join(60)
    return sum(counts)


def _try(url: str, limit: str, each: int, together: Barrier, let_in: Any) -> None:
    limits = Limits(url, SECRET)
    together.wait(60)
    count = 0
    for _ in range(each):
        try:
            limits.spend("crowd", limit, address="198.51.100.7")
            count += 1
        except TooMany:
            pass
    let_in.put(count)
