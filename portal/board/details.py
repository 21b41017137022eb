"""What officers write about a promise, before it is kept."""

from dataclasses import dataclass
from datetime import date

from portal.board.models import EntryState
from portal.strategies.models import Commitment, Priority, Theme


@dataclass(frozen=True)
class Details:
    """The words and links of a promise; `due_on` None: no day is promised."""

    title: str
    theme: Theme
    priorities: list[Priority]
    commitments: list[Commitment]
    asked: str
    said: str
    done: str
    why_not: str
    easy_said: str
    easy_done: str
    body: str
    lead_role: str


@dataclass(frozen=True)
class Change:
    """One dated update: how it stands from now on, in plain and Easy Read words, and until when."""

    state: EntryState
    words: str
    easy_words: str
    due_on: date | None
    why_not: str = ""
