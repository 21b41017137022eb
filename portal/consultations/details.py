"""What officers write about a consultation, and what was said at a table, before it is kept."""

from dataclasses import dataclass
from datetime import date

from portal.consultations.models import HeadBand, WayKind
from portal.core.vocabulary import Audience

Paper = list[str]


@dataclass(frozen=True)
class Details:
    """The words and dates of a consultation; `papers` are [label, address]."""

    title: str
    decision: str
    easy_decision: str
    can_change: str
    fixed: str
    other_ways: str
    papers: list[Paper]
    opens_on: date
    closes_on: date
    decide_by: date | None


@dataclass(frozen=True)
class Offered:
    """Something of the portal that can be a way to answer."""

    kind: WayKind
    ref: int
    slug: str
    words: str

    @property
    def value(self) -> str:
        """Kind and number in one, for a list to choose from."""
        return f"{self.kind.value}:{self.ref}"


@dataclass(frozen=True)
class Table:
    """What was said at one table of an event."""

    words: str
    audience: Audience
    head_band: HeadBand
    place_id: int | None
    noted_on: date
