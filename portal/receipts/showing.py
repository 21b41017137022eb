"""Everything a receipt shows, act by act: what was sent, what became of it, and notes from staff."""

from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.feedback.models import FeedbackItem
from portal.feedback.queries import locked_ids
from portal.receipts.models import Note, Receipt, ReceiptAct
from portal.receipts.queries import notes_on
from portal.receipts.registry import Happening, Look, Said, registry
from portal.receipts.standing import mark_of, standing_of

Marks = dict[str, str]


@dataclass(frozen=True)
class ShownNote:
    """A note from staff, the sender's answer, and where that stands; both None while unanswered."""

    note: Note
    answer: FeedbackItem | None
    standing: tuple[Happening, ...]


@dataclass(frozen=True)
class ShownSaid:
    """One piece of words and what became of it. `is_new`: since the page was opened before."""

    question: str
    item: FeedbackItem
    standing: tuple[Happening, ...]
    notes: list[ShownNote]
    mark: str
    is_new: bool


@dataclass(frozen=True)
class ShownAct:
    """One act of a receipt. `number` is what addresses call it; `look` None: it was taken back."""

    number: int
    kind: str
    title: str
    look: Look | None
    withdrawn_on: date | None = None
    said: list[ShownSaid] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        """Whether it is still being done."""
        return self.look is not None and self.look.sent_on is None

    @property
    def may_quote(self) -> bool:
        """Whether its words may be quoted, as far as the sender is concerned."""
        return any(said.item.may_quote for said in self.said)

    @property
    def has_news(self) -> bool:
        """Whether anything of it changed since the page was opened before."""
        return any(said.is_new for said in self.said)


def acts_on(area: Area, receipt: Receipt, only: int | None = None) -> list[ShownAct]:
    """The acts of a receipt: unfinished ones first, then the latest, then what was taken back.

    `only`: one of them by its number. As many queries for one act as for fifty.
    """
    acts = [act for act in receipt.acts if only in (None, act.id)]
    looks = _looks(area, acts)
    items = [said.item for _act, look in looks for said in look.said]
    shown = _Shower(area, receipt, items)
    here = [
        ShownAct(act.id, act.kind, look.title, look, said=[shown.said(one) for one in look.said])
        for act, look in looks
    ]
    here.sort(key=_order)
    return here + [_withdrawn(act) for act in acts if act.subject_id is None]


def marks_of(acts: list[ShownAct]) -> Marks:
    """How every piece of words stands, by item id; what only waits is left out."""
    return {str(said.item.id): said.mark for act in acts for said in act.said if said.mark}


def _order(act: ShownAct) -> tuple[int, int]:
    if act.look is None or act.look.sent_on is None:
        return 0, act.number
    return -act.look.sent_on.toordinal(), act.number


def _looks(area: Area, acts: list[ReceiptAct]) -> list[tuple[ReceiptAct, Look]]:
    found = []
    for kind in registry().kinds.values():
        by_subject = {act.subject_id: act for act in acts if act.kind == kind.kind and act.subject_id}
        if by_subject:
            looks = kind.look(area, [number for number in by_subject if number])
            found += [(by_subject[look.subject_id], look) for look in looks]
    return found


def _withdrawn(act: ReceiptAct) -> ShownAct:
    return ShownAct(act.id, act.kind, act.title or str(_("Your answers")), None, act.withdrawn_on)


class _Shower:
    """Shows one piece of words after another, with what was read for all of them at once."""

    def __init__(self, area: Area, receipt: Receipt, items: list[FeedbackItem]) -> None:
        ids = [item.id for item in items]
        self.notes = notes_on(ids)
        answers = [answer.id for pairs in self.notes.values() for _note, answer in pairs if answer]
        self.locked = locked_ids([*ids, *answers])
        self.more = [hand_up(area, ids) for hand_up in registry().happenings]
        self.before = receipt.seen_before

    def said(self, one: Said) -> ShownSaid:
        """One piece of words; where it is locked, only that we have it."""
        item, locked = one.item, one.item.id in self.locked
        more = [step for rows in self.more for step in rows.get(item.id, [])]
        standing = standing_of(item, locked=locked, more=more)
        notes = [] if locked else [self._note(*pair) for pair in self.notes.get(item.id, [])]
        mark = mark_of((*standing, *(step for note in notes for step in _steps_of(note))))
        # words that wait never show as news: a locked item reads as any other (rules.md, safeguarding)
        is_new = bool(mark) and mark != self.before.get(str(item.id), "")
        return ShownSaid(one.question, item, standing, notes, mark, is_new)

    def _note(self, note: Note, answer: FeedbackItem | None) -> ShownNote:
        steps = standing_of(answer, locked=answer.id in self.locked) if answer else ()
        return ShownNote(note, answer, steps)


def _steps_of(note: ShownNote) -> list[Happening]:
    # a family's own answer is no news to them, what we did with it is
    read = [step for step in note.standing if mark_of([step])]
    return [Happening(f"note {note.note.id}", "", ""), *read]
