"""Everything the page of one item shows, gathered with the same few queries for every item."""

from dataclasses import dataclass

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.feedback.actions import current_tags, details_left
from portal.feedback.models import FeedbackItem, Redaction, Tag
from portal.feedback.queries import locked_ids
from portal.feedback.reading import Piece, PieceKind, pieces_of
from portal.feedback.stamps import stamp_of
from portal.insight import queries
from portal.insight.filters import Filters
from portal.receipts.models import Note
from portal.receipts.note_actions import SOURCE_KIND as NOTE_KIND
from portal.receipts.queries import notes_by_id, notes_on
from portal.receipts.reach import has_receipt
from portal.strategies.models import Priority, Theme
from portal.strategies.queries import priorities_in_force, themes
from portal.surveys.models import Question, Wave
from portal.surveys.responses.actions import SOURCE_KIND

QUEUE = 6


@dataclass(frozen=True)
class Source:
    """What was asked, and in which round; None where the words answer no survey question any more."""

    question: Question | None
    wave: Wave | None
    mode: str
    note: str = ""

    @property
    def asked(self) -> str:
        """The question as this person was asked it."""
        wording = self.question.wording(self.mode) if self.question else None
        return wording.words if wording else ""


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
        """The slugs of the themes and priorities that stand now."""
        return {about.slug for tag in self.tags if (about := tag.theme or tag.priority)}

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


def desk_of(area: Area, item: FeedbackItem, filters: Filters) -> Desk:
    """The desk for one item, reached from a list with these filters."""
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
        queue=queries.after(area, filters, item, QUEUE),
        names=names_of({number for number in acted if number}),
        stamp=stamp_of(item),
        notes=notes,
        can_be_reached=has_receipt(item),
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


def sources_of(items: list[FeedbackItem]) -> dict[int, Source]:
    """Where each of these items comes from, by item id: two queries for all."""
    answers = [item.source_id for item in items if item.source_kind == NOTE_KIND]
    noted = notes_by_id(answers) if answers else {}
    asked = {item.id: item for item in items if item.source_kind == SOURCE_KIND}
    questions = queries.questions_by_id({item.source_id for item in asked.values()})
    waves = queries.waves_by_id({item.occasion_id for item in asked.values()})
    return {
        item.id: Source(questions.get(item.source_id), waves.get(item.occasion_id), item.mode)
        if item.id in asked
        else Source(None, None, item.mode, note=noted.get(item.source_id, ""))
        for item in items
    }
