"""What a receipt shows of each act: where the words stand, in plain words, from sent to sorted."""

from dataclasses import dataclass

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.queries import locked_ids
from portal.receipts.models import Receipt
from portal.surveys.responses.actions import RECEIPT_KIND
from portal.surveys.responses.models import Response, ResponseState
from portal.surveys.responses.sheet import Sheet, sheets_of


@dataclass(frozen=True)
class Said:
    """One piece of the sender's own words and what became of it."""

    question: str
    words: str
    language: str
    status: str
    themes: list[str]


@dataclass(frozen=True)
class Act:
    """One response on a receipt. `number` is what addresses call it."""

    number: int
    response: Response
    sheet: Sheet
    said: list[Said]

    @property
    def is_begun(self) -> bool:
        """Whether it is still being answered."""
        return self.response.state == ResponseState.BEGUN

    @property
    def next_key(self) -> str:
        """The question to go on with: the one after the furthest reached."""
        asked = self.sheet.asked
        return asked[min(self.response.reached, len(asked) - 1)].key


def acts_of(area: Area, receipt: Receipt) -> list[Act]:
    """Every act of a receipt that is still there."""
    return _acts(area, {act.subject_id: act.id for act in receipt.acts if act.kind == RECEIPT_KIND})


def act_of(area: Area, receipt: Receipt, act_id: int) -> Act | None:
    """One act of this receipt, None for any other."""
    wanted = {act.subject_id: act.id for act in receipt.acts if act.id == act_id}
    return next(iter(_acts(area, wanted)), None)


def _acts(area: Area, numbers: dict[int, int]) -> list[Act]:
    """Acts from what addresses call them, by response id; as many queries for one as for fifty."""
    sheets = sheets_of(area, list(numbers))
    items = [item for sheet in sheets for item in sheet.items.values()]
    locked = locked_ids([item.id for item in items])
    return [
        Act(numbers[sheet.response.id], sheet.response, sheet, _said(sheet, locked)) for sheet in sheets
    ]


def _said(sheet: Sheet, locked: set[int]) -> list[Said]:
    asks = {
        ask.question_id: ask.words
        for ask in sheet.questionnaire.asked_in(sheet.response.mode, sheet.response.language)
    }
    return [
        Said(
            asks.get(question_id, ""), item.words, item.language, *_standing(item, locked=item.id in locked)
        )
        for question_id, item in sheet.items.items()
    ]


def _standing(item: FeedbackItem, *, locked: bool) -> tuple[str, list[str]]:
    """Where the words stand; a locked item reads as any that waits (rules.md, safeguarding)."""
    if locked or item.state in {ItemState.UNSENT, ItemState.SENT}:
        return _("We have it. We have not read it yet."), []
    themes = [tag.theme.label for tag in item.tags if tag.theme and tag.removed_at is None]
    if themes:
        return _("A person has read your words and sorted them."), themes
    return _("A person has read your words."), []
