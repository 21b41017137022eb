"""What a moderator types about a topic, as one value, checked for what a topic must have."""

from dataclasses import dataclass, field
from datetime import date

from portal.core.errors import RuleBroken
from portal.strategies.models import Priority, Theme
from portal.topics.models import Space

Paper = tuple[str, str]


@dataclass(frozen=True)
class Details:
    """A topic as it is typed: the first day on which comments come in, and the last one."""

    space: Space
    title: str
    summary: str
    easy_summary: str
    can_change: str
    opens_on: date
    closes_on: date
    changes_by: date | None = None
    picture: str | None = None
    papers: tuple[Paper, ...] = ()
    themes: tuple[Theme, ...] = field(default=())
    priorities: tuple[Priority, ...] = field(default=())

    def check(self) -> None:
        """Refuse a topic that ends before it begins."""
        if self.closes_on < self.opens_on:
            raise RuleBroken("The last day is before the first one.", field="closes_on", status=422)
