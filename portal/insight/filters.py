"""What the feedback list is narrowed to, and the way back from an item to the same list."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """Where words stand in the work: the names of the queues."""

    TO_READ = "to-read"
    TO_CLEAR = "to-clear"
    TO_SORT = "to-sort"
    CLEARED = "cleared"


QUEUES = {Standing.TO_READ, Standing.TO_CLEAR, Standing.TO_SORT}


@dataclass(frozen=True)
class Filters:
    """Each is empty, or one slug, key or name; `words` are typed and must all stand in the text."""

    state: str = ""
    theme: str = ""
    priority: str = ""
    audience: str = ""
    source: str = ""
    wave: str = ""
    words: str = ""

    def in_address(self) -> dict[str, Any]:
        """The ones that are set, as the query of an address."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def oldest_first(self) -> bool:
        """A queue is worked from its oldest; a list is read from its newest."""
        return self.state in QUEUES
