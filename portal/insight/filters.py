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
    """Each is empty, or one slug, key or name; `words` are typed and must all stand in the text.

    `part` is the kind of source ("survey question"); `well` is "yes" or empty; `place` a number.
    """

    state: str = ""
    theme: str = ""
    sub: str = ""
    priority: str = ""
    criterion: str = ""
    label: str = ""
    stance: str = ""
    well: str = ""
    audience: str = ""
    part: str = ""
    source: str = ""
    wave: str = ""
    mode: str = ""
    channel: str = ""
    place: str = ""
    words: str = ""

    def in_address(self) -> dict[str, Any]:
        """The ones that are set, as the query of an address."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def more_set(self) -> bool:
        """Whether one of the filters that the page folds away is set."""
        folded = (self.sub, self.label, self.stance, self.well, self.criterion)
        return any((*folded, self.part, self.mode, self.channel, self.place))

    @property
    def oldest_first(self) -> bool:
        """A queue is worked from its oldest; a list is read from its newest."""
        return self.state in QUEUES
