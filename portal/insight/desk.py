"""Everything the page of one item shows, gathered with the same few queries for every item."""

from dataclasses import dataclass
from datetime import datetime

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.feedback.actions import current_tags, details_left
from portal.feedback.criteria import criteria
from portal.feedback.frame_queries import Frame, frame_of
from portal.feedback.models import FeedbackItem, Redaction, Tag
from portal.feedback.queries import locked_ids
from portal.feedback.reading import Piece, PieceKind, pieces_of
from portal.feedback.stamps import stamp_of
from portal.insight import queries
from portal.insight.claims import free_for, holders
from portal.insight.filters import Filters
from portal.insight.keeping import last_step
from portal.insight.models import DeskStep
from portal.insight.sources import Source, sources_of
from portal.insight.suggesting.queries import suggested_for
from portal.insight.suggesting.suggest import Suggestion
from portal.receipts.models import Note
from portal.receipts.queries import notes_on
from portal.receipts.reach import has_receipt
from portal.strategies.models import Priority, Theme
from portal.strategies.queries import priorities_in_force, themes

QUEUE = 6


@dataclass(frozen=True)
class Desk:
    """One item with what it is judged by: where it comes from, what may be chosen, who did what."""

    item: FeedbackItem
    pieces: list[Piece]
    source: Source
    themes: list[Theme]
    likely: list[Priority]
    other: list[Priority]
    queue: list[FeedbackItem]
    names: dict[int, str]
    stamp: str
    notes: list[tuple[Note, FeedbackItem | None]]
    can_be_reached: bool
    frame: Frame
    labels: list[str]
    step: DeskStep | None
    holder: tuple[str, datetime] | None
    suggested: list[Suggestion] | None

    @property
    def details(self) -> list[Piece]:
        """The marked details that still stand."""
        return [piece for piece in self.pieces if piece.kind == PieceKind.DETAIL]

    @property
    def may_be_cleared(self) -> bool:
        """Whether no marked detail is left."""
        return not details_left(self.item)

    @property
    def chosen(self) -> set[str]:
        """The words on a form that name what stands now."""
        return {tag.about[1] for tag in self.tags}

    @property
    def own_labels(self) -> str:
        """The labels that stand now, as they are typed."""
        return ", ".join(tag.label for tag in self.tags if tag.label)

    @property
    def suggestions(self) -> dict[str, Suggestion]:
        """What is suggested for it, by theme; empty where suggestions are off or nothing is sure."""
        return {one.theme: one for one in self.suggested or []}

    @property
    def criteria(self) -> dict[str, str]:
        """What inspections look at, by key."""
        return criteria()

    @property
    def tags(self) -> list[Tag]:
        """The tags that stand now."""
        return current_tags(self.item)

    @property
    def redactions(self) -> list[Redaction]:
        """What is taken out, in the order of the text."""
        return sorted(self.item.redactions, key=lambda redaction: redaction.start)

    def name(self, person_id: int | None) -> str:
        """Who did it."""
        return self.names.get(person_id or 0, "")


def desk_of(area: Area, item: FeedbackItem, filters: Filters, reader: int) -> Desk:
    """The desk for one item, reached from a list with these filters, as `reader` meets it."""
    at = clock.now()
    likely, other = _priorities(area, item)
    acted = {item.cleared_by, *(redaction.taken_out_by for redaction in item.redactions)}
    notes = _notes(item)
    acted |= {note.written_by for note, _answer in notes}
    acted |= {who for tag in item.tags for who in (tag.put_by, tag.removed_by)}
    return Desk(
        item=item,
        pieces=pieces_of(item),
        source=sources_of([item])[item.id],
        themes=themes(),
        likely=likely,
        other=other,
        queue=queries.after(area, filters, item, QUEUE, free_for(reader, at)),
        names=names_of({number for number in acted if number}),
        stamp=stamp_of(item),
        notes=notes,
        can_be_reached=has_receipt(item),
        frame=frame_of(area),
        labels=queries.labels_of(area),
        step=last_step(area, reader),
        holder=holders([item.id], reader, at).get(item.id),
        suggested=suggested_for(area, item),
    )


def _notes(item: FeedbackItem) -> list[tuple[Note, FeedbackItem | None]]:
    """The notes on these words; an answer that is locked is nobody's to see here."""
    notes = notes_on([item.id]).get(item.id, [])
    locked = locked_ids([answer.id for _note, answer in notes if answer])
    return [(note, None if answer and answer.id in locked else answer) for note, answer in notes]


def _priorities(area: Area, item: FeedbackItem) -> tuple[list[Priority], list[Priority]]:
    """The priorities in force on the day the words came: those of the item's themes first.

    A priority of another strategy that is on the item already stays on offer, so that it can go.
    """
    mine = {tag.theme_id for tag in current_tags(item) if tag.theme_id}
    offered = priorities_in_force(area, item.received_on)
    likely = [one for one in offered if mine & {theme.id for theme in one.themes}]
    kept = [tag.priority for tag in current_tags(item) if tag.priority and tag.priority not in offered]
    return likely, [one for one in offered if one not in likely] + kept
