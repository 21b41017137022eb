"""One count over all channels: what came by which channel and place, and the paper behind it.

Any feature can show it: it hands in how many counted by channel and place, and gets rows that add up
to the total, with every form that was handed out accounted for. For staff only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.areas.models import Area
from portal.core.access import Person
from portal.core.disclosure import PeopleCount, exact
from portal.core.vocabulary import Channel
from portal.paper.models import Batch, BatchState
from portal.paper.queries import batches_of_subject, counts_of
from portal.places.queries import place_names

PURPOSE = "to check that the channels add up"
Counted = Mapping[tuple[Channel, int | None], PeopleCount]


@dataclass(frozen=True)
class Line:
    """How many came by one channel from one place (empty: no place)."""

    channel: Channel
    place: str
    count: int


@dataclass(frozen=True)
class Pile:
    """One batch of paper. `counted`: its forms that count; 0 until two people have signed."""

    batch: Batch
    keyed: int

    @property
    def counted(self) -> int:
        """How many of its forms count."""
        return self.keyed if self.batch.state == BatchState.COUNTED else 0

    @property
    def to_key(self) -> int:
        """How many came back, can be read, and are not keyed yet."""
        return max(0, (self.batch.returned or 0) - (self.batch.spoilt or 0) - self.keyed)


@dataclass(frozen=True)
class Reconciliation:
    """The rows, which add up to `total`, and the piles of paper behind the paper rows."""

    lines: tuple[Line, ...]
    piles: tuple[Pile, ...]

    @property
    def total(self) -> int:
        """Everybody who counts."""
        return sum(line.count for line in self.lines)

    def by_channel(self) -> dict[Channel, int]:
        """How many by each channel, whatever the place; a channel nobody used has 0."""
        return {
            channel: sum(line.count for line in self.lines if line.channel == channel)
            for channel in Channel
        }

    @property
    def on_paper(self) -> int:
        """How many forms of the piles count."""
        return sum(pile.counted for pile in self.piles)

    @property
    def paper_agrees(self) -> bool:
        """Whether the paper that counts is the paper that was signed, no more and no less."""
        return self.on_paper == self.by_channel()[Channel.PAPER]

    def sum_of(self, figure: str) -> int:
        """What the piles have together: handed_out, returned or spoilt."""
        return sum(getattr(pile.batch, figure) or 0 for pile in self.piles)


def reconcile(*, area: Area, purpose: str, subject_id: int, counted: Counted, by: Person) -> Reconciliation:
    """Rows by channel and place, and the piles; `by` may read exact numbers: the caller has asked."""
    names = place_names(area, {place for _channel, place in counted if place is not None})
    lines = [
        Line(channel, names.get(place or 0, ""), exact(count, by=by, purpose=PURPOSE))
        for (channel, place), count in counted.items()
    ]
    order = list(Channel)
    return Reconciliation(
        tuple(sorted(lines, key=lambda line: (order.index(line.channel), line.place))),
        piles_of(area=area, purpose=purpose, subject_id=subject_id),
    )


def piles_of(*, area: Area, purpose: str, subject_id: int) -> tuple[Pile, ...]:
    """Every batch of paper for one thing, the oldest first."""
    batches = [one for one in batches_of_subject(area, purpose, subject_id) if one.is_paper]
    keyed = counts_of([batch.id for batch in batches])
    return tuple(Pile(batch, sum(keyed.get(batch.id, {}).values())) for batch in batches)
