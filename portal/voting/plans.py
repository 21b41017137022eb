"""What an officer plans: a vote and its options, as plain values between forms and actions."""

from dataclasses import dataclass, field
from datetime import datetime

from portal.core.vocabulary import Audience
from portal.places.models import Place
from portal.voting.models import VoteRule

PICTURES = {
    "1F3EB": "School",
    "1F442": "Ear: being heard",
    "1F4C4": "Plan or paper",
    "23F3": "Waiting",
    "1F91D": "Working together",
    "1F3E5": "Health",
    "2764": "Feeling well",
    "1F6B6": "Growing up",
    "1F50D": "Finding help",
    "1F465": "People",
    "1F68C": "Getting there",
    "1F3E0": "Home",
    "26BD": "Free time",
    "2139": "Information",
    "2B50": "Something good",
}
FIRST_PICTURE = "2B50"


@dataclass(frozen=True)
class OptionPlan:
    """One option. `easy` falls back on the title; `picture` is one of PICTURES."""

    title: str
    easy: str = ""
    explanation: str = ""
    picture: str = FIRST_PICTURE
    priority_id: int | None = None


@dataclass(frozen=True)
class VotePlan:
    """A vote to be made; `opens_at` and `closes_at` are aware moments.

    `for_whom` and `places`: as in the vote, none named is everybody and everywhere.
    """

    title: str
    question: str
    question_easy: str
    used_for: str
    rule: VoteRule
    opens_at: datetime
    closes_at: datetime
    most: int = 3
    most_each: int = 3
    fixed_order: bool = False
    only_by_code: bool = False
    for_whom: tuple[Audience, ...] = ()
    places: tuple[Place, ...] = ()
    options: tuple[OptionPlan, ...] = field(default=())
