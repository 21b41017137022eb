"""What a receipt shows: features above hand up their kinds of act and what came of words.

So receipts need to know none of them (features.py puts the rows together).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

import flask

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.feedback.models import FeedbackItem

KEY = "receipts"


@dataclass(frozen=True)
class Said:
    """One piece of the sender's own words and what was asked."""

    question: str
    item: FeedbackItem


@dataclass(frozen=True)
class Look:
    """One act as its feature knows it.

    `sent_on` None: it is still being done, and can be gone on with. `line` is one sentence about it
    ("12 answers."), `is_easy` whether it was done in Easy Read, `stays` that it cannot be taken back.
    `more`: it is sent, and so many questions of it can still be answered.
    """

    subject_id: int
    title: str
    is_easy: bool
    sent_on: date | None
    line: str
    said: list[Said] = field(default_factory=list)
    stays: bool = False
    more: int = 0

    @classmethod
    def of_words(
        cls, subject_id: int, item: FeedbackItem, sent_on: date, *, title: str, line: str, asked: str
    ) -> "Look":
        """An act that is one piece of words."""
        easy = item.mode == Mode.EASY
        return cls(subject_id, title, easy, sent_on, line, [Said(asked, item)])


@dataclass(frozen=True)
class ActKind:
    """How a feature shows and handles its acts.

    `look(area, ids)` gives those that are still there, with as many queries for one as for fifty;
    `go_on(area, id)` lets this device go on and returns the address, None when it is finished;
    `take_back(area, id)` deletes it; `subject_of(item_id)` says to which act words belong.
    """

    kind: str
    look: Callable[[Area, Collection[int]], list[Look]]
    go_on: Callable[[Area, int], str | None]
    take_back: Callable[[Area, int], None]
    subject_of: Callable[[int], int | None]


@dataclass(frozen=True)
class Happening:
    """One thing that became of words, in plain and in Easy Read words.

    `key` changes when it changes ("board 12 done") and is never shown. `url`: where it can be seen.
    `picture` is an OpenMoji code of static/src/pictures.json.
    """

    key: str
    words: str
    easy: str
    picture: str = "2705"
    url: str | None = None


# what became of these feedback items, by their ids: published or why not, helped a board entry, quoted
Happenings = Callable[[Area, Collection[int]], dict[int, list[Happening]]]


@dataclass(frozen=True)
class Registry:
    """What was handed up to one app."""

    kinds: dict[str, ActKind]
    happenings: list[Happenings]


def init_app(app: flask.Flask, kinds: list[ActKind], happenings: list[Happenings]) -> None:
    """Keep what the features of one app hand up."""
    app.extensions[KEY] = Registry({kind.kind: kind for kind in kinds}, list(happenings))


def registry() -> Registry:
    """What the features of the running app have handed up."""
    found = flask.current_app.extensions[KEY]
    assert isinstance(found, Registry)  # noqa: S101 - narrows the type of a registry we fill
    return found
