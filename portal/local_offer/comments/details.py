"""What is said in a comment's answer before it is kept, and how long a comment may be."""

from dataclasses import dataclass
from datetime import date

LONGEST = 2000  # letters


@dataclass(frozen=True)
class Answer:
    """What the partnership says and will do, and by which day."""

    title: str
    response: str
    action: str
    action_on: date | None
