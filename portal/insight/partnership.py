"""What members of the partnership board read: numbers, late promises, what waits. No count of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.board.models import Entry, Verdict
from portal.board.queries import Show, entries_disputed, late_entries, numbers
from portal.consultations.models import Consultation
from portal.consultations.queries import overdue
from portal.core.disclosure import ShownKind
from portal.insight.answered import Answered, things_answered
from portal.insight.unanswered import people_unanswered
from portal.releases.models import Release
from portal.releases.queries import published_in
from portal.strategies.models import Theme

NEWEST = 6


@dataclass(frozen=True)
class ForTheBoard:
    """One page of the loop: `themes` wait for an answer, `things` have no promise beside them."""

    numbers: Mapping[Show, int]
    late: Sequence[Entry]
    disputed: Sequence[tuple[Entry, Verdict]]
    themes: Sequence[Theme]
    things: Sequence[Answered]
    undecided: Sequence[Consultation]
    releases: Sequence[Release]


def for_the_board(area: Area, on: date) -> ForTheBoard:
    """Gather it for a day. A theme is named only where enough people wrote: board papers are public."""
    protect = protector_of(area)
    waiting = people_unanswered(area)
    return ForTheBoard(
        numbers=numbers(area, on),
        late=late_entries(area, on),
        disputed=[(one, Verdict(one.signing.verdict)) for one in entries_disputed(area) if one.signing],
        themes=[theme for theme, people in waiting if protect.count(people).kind is ShownKind.NUMBER],
        things=[one for one in things_answered(area) if not one.promises],
        undecided=[one for one in overdue(area) if one.is_late(on)],
        releases=published_in(area)[:NEWEST],
    )
