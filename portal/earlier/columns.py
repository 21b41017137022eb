"""Which column of a table is what, and what holds where no column says it."""

from collections.abc import Mapping as Plain
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from portal.core.table_files import likely_columns
from portal.core.vocabulary import Audience, Channel

# what a column may be, beside people's words; other headings of each, in small letters
ALSO: dict[str, set[str]] = {
    "heading": {"question", "topic", "title", "subject"},
    "day": {"date", "when", "timestamp", "completion time", "submitted", "said on"},
    "audience": {"who", "role", "i am", "respondent type", "parent or child"},
    "place": {"where", "venue", "location", "event", "school"},
    "theme": {"themes", "category", "code", "tag"},
    "key": {"id", "number", "ref", "reference", "response id", "answer id"},
    "person": {"respondent", "respondent id", "person id"},
}
WORDS = {
    "comment",
    "comments",
    "words",
    "answer",
    "response",
    "feedback",
    "what people said",
    "notes",
    "note",
}


@dataclass(frozen=True)
class Mapping:
    """Columns by their place from 0. `words`: those that hold what people said. None: no column says it.

    `usual_audience` and `usual_day` hold where a row says nothing. `day_first`: 03/05/2021 is in May.
    """

    words: tuple[int, ...]
    usual_audience: Audience
    usual_day: date
    channel: Channel
    day_first: bool = True
    heading: int | None = None
    day: int | None = None
    audience: int | None = None
    place: int | None = None
    theme: int | None = None
    key: int | None = None
    person: int | None = None

    def stored(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self) | {"words": list(self.words), "usual_day": self.usual_day.isoformat()}


def read_mapping(stored: Plain[str, Any]) -> Mapping:
    """The same again."""
    plain = dict(stored)
    return Mapping(
        words=tuple(plain.pop("words")),
        usual_audience=Audience(plain.pop("usual_audience")),
        usual_day=date.fromisoformat(plain.pop("usual_day")),
        channel=Channel(plain.pop("channel")),
        **plain,
    )


def guess(headings: list[str]) -> dict[str, Any]:
    """Which column each field most likely is, by place; `words` are several."""
    found: dict[str, Any] = {
        field: headings.index(heading) for field, heading in likely_columns(headings, ALSO).items()
    }
    taken = set(found.values())
    words = [place for place, name in enumerate(headings) if name.lower() in WORDS and place not in taken]
    return found | {"words": words}
