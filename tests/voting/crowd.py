"""A crowd that votes over the real server, some with a code that another holds too; and what came of it.

Each code has choices of its own, so that ballots without any code still show whose are there.
"""

import http.client
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from queue import Empty, SimpleQueue
from random import Random

from sqlalchemy import func, select

from portal.codes.models import Code, CodeState
from portal.core.db import db
from portal.voting.models import Ballot
from tests.house.tabs import Tab, at_once
from tests.voting.votes import Words

HERE = "/liverpool/votes/what-matters-most/"
CHECK, DONE = f"{HERE}check/", f"{HERE}done/"
OPTIONS, MOST = 20, 4
PATIENCE, TRIES = 60, 3


def all_choices() -> Iterator[tuple[str, ...]]:
    """Choices that differ, more than enough for 5,000 codes."""
    keys = [f"o{number}" for number in range(1, OPTIONS + 1)]
    for many in range(MOST, 0, -1):
        yield from combinations(keys, many)


@dataclass(frozen=True)
class Holder:
    """Somebody with a code, and what they choose with it."""

    code: Words
    choices: tuple[str, ...]


@dataclass
class Crowd:
    """Holders who vote through a few clients; a fifth of the codes has two holders."""

    address: str
    codes: list[Words]
    outcomes: Counter[tuple[Words, bool]] = field(default_factory=Counter)
    moved: threading.Condition = field(default_factory=threading.Condition)
    taken: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def holders(self) -> list[Holder]:
        """Everybody, in an order of chance."""
        own = [Holder(code, chosen) for code, chosen in zip(self.codes, all_choices(), strict=False)]
        everybody = own + own[: len(own) // 5]
        Random(len(own)).shuffle(everybody)
        return everybody

    def vote(self, clients: int, meanwhile: Callable[[], None] | None = None) -> None:
        """All vote; `meanwhile` runs beside them. A client whose server is gone tries again."""
        queue: SimpleQueue[Holder] = SimpleQueue()
        for holder in self.holders():
            queue.put(holder)
        at_once([*([lambda: self._work(queue)] * clients), *([meanwhile] if meanwhile else [])])

    def wait_for(self, ballots: int) -> None:
        """Until so many ballots are acknowledged."""
        for _ballot in range(ballots):
            assert self.taken.acquire(timeout=PATIENCE)

    def moved_to(self, address: str) -> None:
        """The server has started again somewhere else."""
        with self.moved:
            self.address = address
            self.moved.notify_all()

    def _work(self, queue: SimpleQueue[Holder]) -> None:
        while True:
            try:
                holder = queue.get_nowait()
            except Empty:
                return
            was_taken = self._one(holder)
            self.outcomes[holder.code, was_taken] += 1
            if was_taken:
                self.taken.release()

    def _one(self, holder: Holder) -> bool:
        tab = Tab(self.address)
        self._answered(tab, lambda: tab.get(f"/v/{'-'.join(holder.code)}/"))
        self._answered(tab, lambda: tab.get(HERE))
        self._answered(tab, lambda: tab.post(HERE))
        self._answered(tab, lambda: tab.post(f"{HERE}choose/", choice=list(holder.choices)))
        status, location = self._answered(tab, lambda: tab.post(CHECK))
        assert (status == 303 and location == DONE) or status == 422, (status, location)
        return status == 303

    def _has_moved(self, old: str) -> bool:
        return self.address != old

    def _answered(self, tab: Tab, ask: Callable[[], tuple[int, str]]) -> tuple[int, str]:
        """Ask until there is an answer: the same request again, as a person presses again."""
        for _try in range(TRIES):
            tab.address = address = self.address
            try:
                return ask()
            except (OSError, http.client.HTTPException):
                with self.moved:
                    self.moved.wait_for(partial(self._has_moved, address), PATIENCE)
        raise AssertionError("the server did not come back")


def wrong_in(crowd: Crowd) -> list[str]:
    """What does not add up: codes used, ballots kept, thanks given. Empty when all is well."""
    db.session.rollback()
    used = db.session.scalar(select(func.count(Code.id)).where(Code.state == CodeState.USED))
    kept = Counter(tuple(sorted(choices)) for choices in db.session.scalars(select(Ballot.choices)))
    expected = Counter(tuple(sorted(holder.choices)) for holder in set(crowd.holders()))
    found = [] if used == len(crowd.codes) else [f"{used} codes used of {len(crowd.codes)}"]
    found += [f"{more} ballots too many" for more in [(kept - expected).total()] if more]
    found += [f"{fewer} ballots missing" for fewer in [(expected - kept).total()] if fewer]
    thanked = [crowd.outcomes[code, True] for code in crowd.codes]
    return found + [f"{count} codes thanked {n} times" for n, count in Counter(thanked).items() if n != 1]
