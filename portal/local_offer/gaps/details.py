"""What is said about a gap before it is kept."""

from dataclasses import dataclass
from datetime import date

from portal.local_offer.gaps.models import GapState


@dataclass(frozen=True)
class Details:
    """The fields of a gap that officers write; as in the table (models.Gap)."""

    title: str
    state: GapState = GapState.REPORTED
    theme: str = ""
    owner_role: str = ""
    due_on: date | None = None
    outcome: str = ""
    in_needs_assessment: bool = False


@dataclass(frozen=True)
class Said:
    """A comment as evidence: its number and its day. Its words stay with the feedback (one door)."""

    comment_id: int
    sent_on: date


@dataclass(frozen=True)
class Searches:
    """A cluster of searches as evidence: its id and its figures on the day."""

    cluster_id: int
    words: str
    theme: str
    times: int
    nothing: int
    opened: int
