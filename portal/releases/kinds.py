"""What can be released: each feature above hands up one Kind, so that releases need to know none."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import flask

from portal.areas.models import Area
from portal.releases.figures import CountedTable

KEY = "release kinds"
MOST_OFFERED = 30
# how far the counting is: done, in all, words
Report = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Subject:
    """One thing that can be released: a wave. `thing` and `occasion` are the words in its address.

    Nothing can come any more from `ready_at` on; before, no figure of it may leave.
    """

    id: int
    thing: str
    occasion: str
    title: str
    round_title: str
    opens_at: datetime
    closes_at: datetime
    ready_at: datetime


@dataclass(frozen=True)
class Quote:
    """Words that may be shown now: cleared, unlocked, and with permission to quote."""

    item_id: int
    words: str
    who: str
    language: str
    cleared_at: datetime


def nothing_is_on_its_way(_area: Area, _subject_id: int) -> None:
    """For things of which nothing can come once they have ended."""


@dataclass(frozen=True)
class Kind:
    """How one kind of thing is released.

    `subjects(area, at)` are those that have begun, the newest first; `count(area, id, report)` is the
    fixed list of one-way tables; `quotes(area, id, item_ids)` are the words that may be shown now, in
    a fixed order: for None, the first few that could be chosen. `refuse_early(area, id)` refuses a thing
    of which something is still on its way (paper that is not signed).
    """

    name: str
    subjects: Callable[[Area, datetime], list[Subject]]
    subject: Callable[[Area, int], Subject | None]
    count: Callable[[Area, int, Report], list[CountedTable]]
    quotes: Callable[[Area, int, Collection[int] | None], list[Quote]]
    refuse_early: Callable[[Area, int], None] = nothing_is_on_its_way


def init_app(app: flask.Flask, kinds: list[Kind]) -> None:
    """Keep the kinds of one app by their name."""
    app.extensions[KEY] = {kind.name: kind for kind in kinds}


def all_kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    found: dict[str, Kind] = flask.current_app.extensions[KEY]
    return found
