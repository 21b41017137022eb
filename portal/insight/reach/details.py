"""What forms and files hand to the actions of reach: a set of figures, and a note."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.insight.reach.models import Dimension, NoteState


@dataclass(frozen=True)
class Brought:
    """The figures of one dimension as somebody brings them: of which day, from where, and how many."""

    of_day: date
    source: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class NoteDetails:
    """A way to reach a group: what, how far it is, who looks after it, by when, and what came of it."""

    dimension: Dimension
    category: str
    state: NoteState
    words: str
    outcome: str
    owner_role: str
    due_on: date | None
